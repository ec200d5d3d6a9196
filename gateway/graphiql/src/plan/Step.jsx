import { CopyButton } from './CopyButton.jsx';
import { below, flow, sent, stepKind, storeKind, time } from './figures.js';

const READ = [
  ['key', 'Key', ', '],
  ['fields', 'Fields', ', '],
  ['filter', 'Filter', ' and '],
  ['order', 'Order', ', '],
];

/** A step and, below it, those that take their keys from its rows. */
export function Step({ step, parents, span }) {
  const places = [...new Set(step.paths.map(path => below(path, parents)))];
  return (
    <li className="polyphony-plan-step" data-kind={step.storeKind ?? 'none'}>
      <article aria-label={step.paths.join(', ')}>
        <header>
          <h3 title={step.paths.join('\n')}>
            {places.join(', ')}
            {places.length < step.paths.length && <small> in {step.paths.length} places</small>}
          </h3>
          {step.durationMicros !== undefined && <span className="polyphony-plan-time">{time(step.durationMicros)}</span>}
        </header>
        <p className="polyphony-plan-where">
          {step.store && <Store name={step.store} kind={step.storeKind} />}
          <span className="polyphony-plan-source">
            {stepKind(step.kind)}
            {step.from && (
              <>
                {' · '}
                <code>{step.from}</code> {step.direction}
              </>
            )}
          </span>
        </p>
        {step.keysIn !== undefined && (
          <p className="polyphony-plan-figures">
            <Bar step={step} span={span} />
            <span>{flow(step)}</span>
          </p>
        )}
        {step.failures?.map(failure => (
          <Failure key={failure.code + failure.message} {...failure} />
        ))}
        {step.statements?.map((statement, index) => (
          <Statement key={index} {...statement} />
        ))}
        {step.fields && <Read step={step} />}
      </article>
      <Steps steps={step.steps} parents={step.paths} span={span} />
    </li>
  );
}

export function Steps({ steps, parents = [], span }) {
  return steps.length === 0 ? null : (
    <ol className="polyphony-plan-steps">
      {steps.map((step, index) => (
        <Step key={index} step={step} parents={parents} span={span} />
      ))}
    </ol>
  );
}

export function Store({ name, kind }) {
  return (
    <span className="polyphony-plan-store" data-kind={kind}>
      <b>{name}</b> {storeKind(kind)}
    </span>
  );
}

/** When it ran, of the time that all took; the figures beside it say the same in words. */
function Bar({ step: { startMicros, durationMicros }, span }) {
  if (startMicros === undefined) {
    return <span className="polyphony-plan-bar" />;
  }
  const left = Math.min(99, (100 * startMicros) / span);
  const width = (100 * durationMicros) / span;
  return (
    <span className="polyphony-plan-bar" title={`after ${time(startMicros)}, for ${time(durationMicros)}`}>
      <span style={{ left: `${left}%`, width: `${width}%` }} />
    </span>
  );
}

function Failure({ code, message, count }) {
  return (
    <p className="polyphony-plan-failure">
      <b>{code}</b> {message}
      {count > 1 && ` (× ${count})`}
    </p>
  );
}

function Statement(statement) {
  const { text, executions } = statement;
  return (
    <details className="polyphony-plan-statement">
      <summary>
        <code className="polyphony-plan-closed">{text}</code>
        <span className="polyphony-plan-open">Native text</span>
        {executions > 1 && <b>× {executions}</b>}
      </summary>
      <div className="polyphony-plan-text">
        <pre tabIndex={0}>{text}</pre>
        <CopyButton text={text} label="Copy the native text" />
      </div>
      <p className="polyphony-plan-sent">{sent(statement)}</p>
    </details>
  );
}

function Read({ step }) {
  return (
    <details className="polyphony-plan-read">
      <summary>
        <span>What is read of {step.type}</span>
      </summary>
      <dl>
        {step.mapping && (
          <div>
            <dt>Mapping</dt>
            <dd>{step.mapping}</dd>
          </div>
        )}
        {READ.filter(([member]) => step[member]?.length > 0).map(([member, title, between]) => (
          <div key={member}>
            <dt>{title}</dt>
            <dd>{step[member].join(between)}</dd>
          </div>
        ))}
        {step.page && (
          <div>
            <dt>Page</dt>
            <dd>{step.page}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}
