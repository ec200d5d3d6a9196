import './workers.js';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './polyphony.css';
import { loadExamples, offer } from './examples.js';
import { planPlugin } from './plan/plugin.jsx';
import { keepingPlans } from './plan/requests.js';

// One JSON answer per request: with incremental delivery the fetcher would ask for multipart answers.
const fetcher = keepingPlans(
  createGraphiQLFetcher({
    url: new URL('../graphql', window.location.href).href,
    enableIncrementalDelivery: false,
  }),
);
const plugins = [HISTORY_PLUGIN, explorerPlugin({ showAttribution: false }), planPlugin];
const welcome = `# Write a query here; Ctrl-Space completes, Ctrl-Enter runs it.
# The book on the left explains every type and field.
`;

const examples = await loadExamples();
offer(examples);
createRoot(document.getElementById('app')).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={plugins}
    defaultTabs={examples.length > 0 ? examples : undefined}
    defaultQuery={welcome}
    shouldPersistHeaders={false}
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>
      <span className="polyphony-logo">
        <img src="./icon.svg" alt="" width="24" height="24" />
        Polyphony
      </span>
    </GraphiQL.Logo>
  </GraphiQL>,
);
