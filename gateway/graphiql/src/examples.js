// The server's example queries as tabs. GraphiQL keeps a visitor's tabs in the browser's storage and looks at default
// tabs only while that is empty; an example that was added since then joins the tabs that are there.
const TABS = 'graphiql:tabState';
const OFFERED = 'polyphony:offeredExamples';

export async function loadExamples() {
  try {
    const response = await fetch('examples.json', { headers: { accept: 'application/json' } });
    return response.ok ? (await response.json()).map(asTab) : [];
  } catch {
    return []; // The editor is worth having without them.
  }
}

/** Adds what this browser was not offered before to the stored tabs; without stored tabs GraphiQL takes the defaults. */
export function offer(examples, storage = window.localStorage) {
  try {
    const offered = new Set(JSON.parse(storage.getItem(OFFERED) ?? '[]'));
    const stored = JSON.parse(storage.getItem(TABS) ?? 'null');
    const fresh = examples.filter(example => !offered.has(example.query));
    if (stored && fresh.length > 0) {
      stored.tabs.push(...fresh.map(storedTab));
      storage.setItem(TABS, JSON.stringify(stored));
    }
    storage.setItem(OFFERED, JSON.stringify(examples.map(example => example.query)));
  } catch {
    // Storage that is closed to us or holds something else: GraphiQL then starts with the defaults.
  }
}

function asTab({ name, query, variables }) {
  const isEmpty = variables == null || Object.keys(variables).length === 0;
  return { query: named(name, query.trimEnd() + '\n'), variables: isEmpty ? null : JSON.stringify(variables, null, 2) };
}

/** GraphiQL titles a tab by its operation's name, so an anonymous operation gets the example's. */
function named(name, query) {
  const title = (name ?? '').replace(/[^A-Za-z0-9]+(.)?/g, (_, next) => (next ?? '').toUpperCase());
  if (!/^[A-Za-z]/.test(title)) {
    return query;
  }
  return query.replace(/^(query|mutation|subscription)?(?=\s*[({])/m, (_, kind) => `${kind ?? 'query'} ${title}`.trimEnd() + (kind ? '' : ' '));
}

function storedTab({ query, variables }) {
  const operationName = /^(?:query|mutation|subscription)\s+(\w+)/m.exec(query)?.[1] ?? null;
  const title = operationName ?? '<untitled>';
  return { id: crypto.randomUUID(), title, query, variables, headers: null, operationName, response: null };
}
