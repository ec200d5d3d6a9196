// The plan of the last request. GraphiQL's requests ask for it once the panel has been opened, until it is switched off
// there; a server that does not show plans answers as if it had not been asked.
const HEADER = 'Polyphony-Plan';
const STORED = 'polyphony:plans';

let state = { asks: true, opened: false, status: 'none', name: null, plan: null };
const listeners = new Set();

export const requests = {
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  current: () => state,
  opened() {
    if (!state.opened) {
      change({ opened: true, asks: stored() !== 'off' });
    }
  },
  ask(asks) {
    try {
      window.localStorage.setItem(STORED, asks ? 'on' : 'off');
    } catch {
      // Storage that is closed to us: the choice holds as long as the page.
    }
    change({ asks });
  },
};

function stored() {
  try {
    return window.localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

function change(part) {
  state = { ...state, ...part };
  listeners.forEach(listener => listener());
}

/** A fetcher that asks for plans, keeps them, and hands on the answer without. */
export function keepingPlans(fetcher) {
  return async (parameters, options) => {
    if (!state.opened || !state.asks || parameters.operationName === 'IntrospectionQuery') {
      return fetcher(parameters, options);
    }
    change({ status: 'running' });
    const name = parameters.operationName ?? null;
    try {
      const answer = await fetcher(parameters, { ...options, headers: { ...options?.headers, [HEADER]: 'true' } });
      const plan = answer?.extensions?.plan ?? null;
      change({ name, plan, status: plan ? 'there' : 'data' in (answer ?? {}) ? 'kept back' : 'refused' });
      return plan ? withoutPlan(answer) : answer;
    } catch (error) {
      change({ name, plan: null, status: 'refused' });
      throw error;
    }
  };
}

function withoutPlan({ extensions: { plan: _, ...others }, ...answer }) {
  return Object.keys(others).length > 0 ? { ...answer, extensions: others } : answer;
}
