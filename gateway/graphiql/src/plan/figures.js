// What the panel makes of a plan's numbers and names.

const STORE_KINDS = {
  postgresql: 'PostgreSQL',
  mongodb: 'MongoDB',
  redis: 'Redis',
  cassandra: 'Cassandra',
  janusgraph: 'JanusGraph',
  kafka: 'Kafka',
  airflow: 'Airflow',
};

export const storeKind = kind => STORE_KINDS[kind] ?? kind;

/** `BY_KEY` as it is read; kinds of steps that are new to this page read as well. */
export const stepKind = kind => kind.toLowerCase().replaceAll('_', ' ');

export const count = (number, what) => `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;

export function time(micros) {
  if (micros < 1000) {
    return `${micros} µs`;
  }
  return micros < 1_000_000 ? `${(micros / 1000).toFixed(1)} ms` : `${(micros / 1_000_000).toFixed(2)} s`;
}

export const allSteps = steps => steps.flatMap(step => [step, ...allSteps(step.steps)]);

/** What the bars are measured by: until the last store had answered. */
export function span(steps) {
  return Math.max(1, ...allSteps(steps).map(step => (step.startMicros ?? 0) + (step.durationMicros ?? 0)));
}

/** The stores in the order of their first steps. */
export function stores(steps) {
  const found = new Map();
  for (const { store, storeKind: kind, durationMicros } of allSteps(steps)) {
    if (store) {
      const known = found.get(store) ?? { store, kind, steps: 0, micros: 0 };
      found.set(store, { ...known, steps: known.steps + 1, micros: known.micros + (durationMicros ?? 0) });
    }
  }
  return [...found.values()];
}

/** A path below one of the parent's says only what it adds. */
export function below(path, parents) {
  const parent = parents.filter(candidate => path.startsWith(`${candidate}.`)).sort((a, b) => b.length - a.length)[0];
  return parent ? path.slice(parent.length + 1) : path;
}

export function flow({ kind, keysIn, rowsOut, startMicros }) {
  if (startMicros === undefined) {
    return 'not asked';
  }
  const rows = count(rowsOut, 'row');
  return kind === 'LIST' ? rows : `${count(keysIn, kind === 'BY_KEY' ? 'key' : 'parent')} → ${rows}`;
}

export function sent({ executions, multiples, unit }) {
  const times = executions === 1 ? 'Sent once' : `Sent ${executions.toLocaleString('en')} times`;
  return unit ? `${times}, for ${multiples.toLocaleString('en')} ${unit}` : times;
}
