import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useSyncExternalStore } from 'react';
import { CopyButton } from './CopyButton.jsx';
import { allSteps, count, span, stores, time } from './figures.js';
import { requests } from './requests.js';
import { Steps, Store } from './Step.jsx';
import './plan.css';

/** A panel that shows where the last answer came from. */
export const planPlugin = { title: 'Plan', icon: PlanIcon, content: PlanPanel };

function PlanIcon(properties) {
  return (
    <svg width="1em" height="1em" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" {...properties}>
      <rect x="3" y="3" width="8" height="5" rx="1.5" />
      <rect x="13" y="10" width="8" height="5" rx="1.5" />
      <rect x="13" y="17" width="8" height="5" rx="1.5" />
      <path d="M7 8v10a1.5 1.5 0 0 0 1.5 1.5H13M7 12.5h6" />
    </svg>
  );
}

function PlanPanel() {
  const state = useSyncExternalStore(requests.subscribe, requests.current);
  useEffect(requests.opened, []);
  return (
    <section className="polyphony-plan" aria-label="Plan">
      <div className="polyphony-plan-header">
        <h2>Plan</h2>
        <label>
          <input type="checkbox" role="switch" checked={state.asks} onChange={event => requests.ask(event.target.checked)} />
          Ask for plans
        </label>
      </div>
      <div aria-live="polite">{state.plan && state.status === 'there' ? <Plan {...state} /> : <Missing {...state} />}</div>
    </section>
  );
}

function Plan({ plan, name }) {
  const asked = stores(plan.steps);
  return (
    <>
      <div className="polyphony-plan-summary">
        <p>
          {name && <b>{name}: </b>}
          {count(allSteps(plan.steps).length, 'step')}
          {asked.length > 0 && `, ${count(asked.length, 'store')}`}, {time(plan.durationMicros)}
        </p>
        <CopyButton text={JSON.stringify(plan, null, 2)} label="Copy the plan as JSON" />
      </div>
      <ul className="polyphony-plan-stores" aria-label="Stores">
        {asked.map(({ store, kind, steps }) => (
          <li key={store}>
            <Store name={store} kind={kind} /> <span>{count(steps, 'step')}</span>
          </li>
        ))}
      </ul>
      {plan.steps.length === 0 && <p className="polyphony-plan-note">Nothing had to be fetched for this answer.</p>}
      <Steps steps={plan.steps} span={span(plan.steps)} />
    </>
  );
}

function Missing({ asks, status }) {
  const isFetching = useGraphiQL(state => state.isFetching);
  const { run } = useGraphiQLActions();
  if (status === 'running') {
    return <p className="polyphony-plan-note">Running…</p>;
  }
  if (!asks) {
    return <p className="polyphony-plan-note">Requests do not ask for their plan.</p>;
  }
  return (
    <>
      <p className="polyphony-plan-note">{REASONS[status]}</p>
      <button type="button" className="polyphony-plan-button" disabled={isFetching} onClick={() => run()}>
        Run the query
      </button>
    </>
  );
}

const REASONS = {
  none: 'Run a query to see which stores its answer comes from, what they were asked, and how long they took.',
  'kept back': (
    <>
      This server does not show plans. They are turned on by <code>server.plans: true</code> in its configuration.
    </>
  ),
  refused: 'The last request was not executed, so it has no plan.',
};
