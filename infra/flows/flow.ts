/** The types of flow that are used here, as CreateContactFlow names them. */
export type FlowType = 'CONTACT_FLOW' | 'CUSTOMER_QUEUE' | 'AGENT_WHISPER';

export interface Action {
  Type: string;
  Parameters: Record<string, unknown>;
  Transitions: {
    NextAction?: string;
    Conditions?: { NextAction: string; Condition: { Operator: string; Operands: string[] } }[];
    Errors?: { NextAction: string; ErrorType: string }[];
  };
}

/** A Connect flow before it is text: actions by identifier. `${Name}` in a parameter is filled in at deployment. */
export interface Flow {
  name: string;
  type: FlowType;
  description: string;
  start: string;
  actions: [identifier: string, action: Action][];
}

/** Parts of a flow, put together; an identifier that two of them use is found by the linter. */
export const together = (...parts: Record<string, Action>[]): Flow['actions'] =>
  parts.flatMap(Object.entries);

const COLUMNS = 6;

/** The flow language's document, version 2019-10-30; positions only so that the console doesn't stack all blocks. */
export function flowContent(flow: Flow): string {
  const positions = flow.actions.map(([identifier], n) => [
    identifier,
    { position: { x: 40 + 260 * (n % COLUMNS), y: 40 + 220 * Math.floor(n / COLUMNS) } },
  ]);
  return JSON.stringify({
    Version: '2019-10-30',
    StartAction: flow.start,
    Metadata: { entryPointPosition: { x: 0, y: 0 }, ActionMetadata: Object.fromEntries(positions) },
    Actions: flow.actions.map(([Identifier, action]) => ({ Identifier, ...action })),
  });
}
