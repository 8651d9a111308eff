import type { Cloud, Principal, Timer } from '../core/contract.ts';
import { Branch } from './branch.ts';
import type { CompiledMachine } from './definition.ts';
import { EXPRESS_JOURNAL, firstFrame, type Journal } from './journal.ts';
import { runScope } from './scope.ts';
import { Cancelled, StateError } from './stateError.ts';
import type { Tokens } from './tokens.ts';

export interface ExecutionRecord {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** Epoch ms, as is `stopDate`. */
  startDate: number;
  stopDate?: number;
  /** JSON texts. */
  input: string;
  output?: string;
  error?: string;
  cause?: string;
  /** Key of the definition it started with. */
  definition: string;
}
export type Ending = Pick<ExecutionRecord, 'status' | 'output' | 'error' | 'cause'>;

/** One execution under way. */
export class Run {
  readonly cloud: Cloud;
  readonly machine: CompiledMachine;
  readonly record: ExecutionRecord;
  readonly principal: Principal;
  readonly journal: Journal;
  readonly tokens: Tokens;
  /** Settles with the execution's end; never rejects. */
  readonly ended: Promise<Ending>;
  readonly input: unknown;
  /** Its process goes down: it is to be resumed, so what it waits for stays. */
  abandoned = false;
  private readonly onEnd: (ending: Ending) => void;
  private settle: (ending: Ending) => void = () => {};
  private ending: Ending | undefined;
  private root: Branch | undefined;
  private timer: Timer | undefined;

  constructor(parts: {
    cloud: Cloud;
    machine: CompiledMachine;
    record: ExecutionRecord;
    principal: Principal;
    journal: Journal;
    tokens: Tokens;
    /** Called in the same breath as the end, so that it is journalled before anybody hears of it. */
    onEnd?: (ending: Ending) => void;
  }) {
    this.cloud = parts.cloud;
    this.machine = parts.machine;
    this.record = parts.record;
    this.principal = parts.principal;
    this.journal = parts.journal;
    this.tokens = parts.tokens;
    this.onEnd = parts.onEnd ?? (() => {});
    this.input = JSON.parse(parts.record.input);
    this.ended = new Promise(resolve => (this.settle = resolve));
  }

  /** Starts, or goes on from where the journal says. `limitSeconds`: Express ends after five minutes whatever it says; `fresh`: nothing has run yet. */
  start(limitSeconds = Infinity, fresh = true) {
    const { clock } = this.cloud;
    const seconds = Math.min(this.machine.timeoutSeconds ?? Infinity, limitSeconds);
    if (seconds !== Infinity) {
      this.timer = clock.at(this.record.startDate + seconds * 1000, () =>
        this.finish({
          status: 'TIMED_OUT',
          error: 'States.Timeout',
          cause: `The execution ran longer than ${seconds} s.`,
        }),
      );
    }
    const root = new Branch(this.cloud.activity, clock);
    this.root = root;
    void this.cloud.activity.run(() => this.execute(root, fresh));
  }

  /** Ends the execution once; whatever still runs is cancelled. */
  finish(ending: Ending) {
    if (this.ending) return;
    this.ending = ending;
    this.timer?.cancel();
    this.root?.cancel();
    this.onEnd(ending);
    this.settle(ending);
  }

  /** Leaves everything as it is in the store, for a later `resume`. */
  abandon() {
    this.ending = { status: 'RUNNING' };
    this.abandoned = true;
    this.journal.close();
    this.timer?.cancel();
    this.root?.cancel();
  }

  /** A state is entered or tried again: what Standard workflows are charged by. */
  transition() {
    const what = this.journal === EXPRESS_JOURNAL ? 'states of express' : 'transitions';
    this.cloud.meter?.add('states', what, 1, this.principal.caller);
  }

  private async execute(root: Branch, fresh: boolean) {
    try {
      const stored = this.journal.frame('0');
      const frame = stored ?? firstFrame(this.machine.startAt, this.input, this.cloud.clock.now());
      const output = await runScope(
        { run: this, branch: root, path: '0', scope: this.machine, frame, outer: {} },
        fresh,
      );
      this.finish({ status: 'SUCCEEDED', output: JSON.stringify(output) });
    } catch (error) {
      if (!(error instanceof Cancelled)) this.finish(failure(error));
    }
  }
}

function failure(error: unknown): Ending {
  if (error instanceof StateError) return { status: 'FAILED', error: error.error, cause: error.detail };
  return { status: 'FAILED', error: 'States.Runtime', cause: (error as Error).stack ?? String(error) };
}
