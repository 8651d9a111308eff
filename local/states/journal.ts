import type { Cloud } from '../core/contract.ts';
import { StateError } from './stateError.ts';

/** Where one branch of an execution stands: the root, a branch of a Parallel, or one item of a Map. */
export interface FrameDocument {
  state: string;
  input: unknown;
  variables: Record<string, unknown>;
  /** States entered so far in this branch; makes the names of its children and tokens unique. */
  sequence: number;
  /** Attempts used per retrier of the present state. */
  retries: number[];
  /** Virtual time, epoch ms. */
  enteredAt: number;
  pending?: Pending;
  /** `{ Index, Value }` in a Map. */
  item?: { Index: number; Value: unknown };
  /** Set once the branch has ended. */
  result?: { output: unknown };
}
export type Pending =
  | { kind: 'wait' | 'retry'; due: number }
  /** `sent`: the task's call is done, only the token is outstanding. */
  | { kind: 'token'; token: string; sent: boolean; timeoutDue?: number; heartbeatMs?: number };

/** A branch about to enter its first state. */
export function firstFrame(state: string, input: unknown, enteredAt: number): FrameDocument {
  return { state, input, variables: {}, sequence: 0, retries: [], enteredAt };
}

export interface HistoryEvent {
  id: number;
  previousEventId: number;
  /** Epoch seconds. */
  timestamp: number;
  type: string;
  [details: string]: unknown;
}

/** What an execution remembers: everything (Standard) or nothing but its end (Express). */
export interface Journal {
  frame(path: string): FrameDocument | undefined;
  /** `details` is the event's own member, e.g. `{ stateEnteredEventDetails: {…} }`. Written with the next commit. */
  event(type: string, details?: () => Record<string, unknown>): void;
  /** Writes the branch's place and the events since the last commit; drops the children under `ended`. */
  commit(path: string, frame: FrameDocument, ended?: string): void;
  flush(): void;
  /** Nothing is written from here on: the execution has ended, or its process goes down. */
  close(): void;
}

export const EXPRESS_JOURNAL: Journal = {
  frame: () => undefined,
  event: () => {},
  commit: () => {},
  flush: () => {},
  close: () => {},
};

/** Events a Standard execution may have. */
const EVENT_LIMIT = 25_000;

export const historyKey = (executionArn: string, id: number) =>
  `${executionArn}|${String(id).padStart(5, '0')}`;

export function standardJournal(cloud: Cloud, executionArn: string): Journal {
  const frames = cloud.store.collection<FrameDocument>('states-frames');
  const history = cloud.store.collection<HistoryEvent>('states-history');
  const key = (path: string) => `${executionArn}|${path}`;
  const [last] = history.list({ prefix: `${executionArn}|`, reverse: true, limit: 1 });
  let lastId = last?.document.id ?? 0;
  let unwritten: HistoryEvent[] = [];
  let closed = false;

  function writeEvents() {
    for (const event of unwritten) history.put(historyKey(executionArn, event.id), event);
    unwritten = [];
  }
  return {
    frame: path => frames.get(key(path)),
    event(type, details) {
      // The last place is kept for the event that tells how the execution ended.
      const ends = type.startsWith('Execution') && type !== 'ExecutionStarted';
      if (lastId >= EVENT_LIMIT - 1 && !ends) {
        throw new StateError(
          'States.Runtime',
          `The execution reached the maximum number of history events (${EVENT_LIMIT}).`,
        );
      }
      lastId += 1;
      const timestamp = cloud.clock.now() / 1000;
      unwritten.push({ id: lastId, previousEventId: lastId - 1, timestamp, type, ...details?.() });
    },
    commit(path, frame, ended) {
      if (closed) return;
      cloud.store.transaction(() => {
        frames.put(key(path), frame);
        if (ended) for (const { id } of frames.list({ prefix: key(ended) })) frames.delete(id);
        writeEvents();
      });
    },
    flush() {
      if (unwritten.length && !closed) cloud.store.transaction(writeEvents);
    },
    close() {
      closed = true;
    },
  };
}
