import { createHash, randomUUID } from 'node:crypto';
import { AwsError, type Cloud, type Collection } from '../core/contract.ts';
import { compileMachine, type CompiledMachine } from './definition.ts';
import {
  EXPRESS_JOURNAL,
  firstFrame,
  standardJournal,
  type FrameDocument,
  type HistoryEvent,
} from './journal.ts';
import { Run, type Ending, type ExecutionRecord } from './run.ts';
import { endEvent, statusChange } from './endings.ts';
import { Tokens } from './tokens.ts';
import { withinLimit } from './stateError.ts';

export interface Machine {
  arn: string;
  name: string;
  logicalId: string;
  express: boolean;
  roleArn: string;
  definition: string;
  /** Key of the definition in the store. */
  definitionKey: string;
  compiled: CompiledMachine;
  creationDate: number;
}

const NAME_KEPT_MS = 90 * 24 * 3_600_000;
const EXPRESS_LIMIT_SECONDS = 300;
/** Ended Express executions kept for the console, all machines together. */
const EXPRESS_KEPT = 500;

/** Starts, keeps and resumes executions. */
export class Executions {
  readonly cloud: Cloud;
  readonly machines = new Map<string, Machine>();
  readonly tokens: Tokens;
  readonly records: Collection<ExecutionRecord>;
  readonly history: Collection<HistoryEvent>;
  /** `<machine>|<newest first>|<name>` → ARN. */
  readonly byStart: Collection<string>;
  readonly express: Collection<ExecutionRecord>;
  readonly runs = new Map<string, Run>();
  private readonly frames: Collection<FrameDocument>;
  private readonly running: Collection<true>;
  private readonly unannounced: Collection<true>;
  private readonly definitions: Collection<string>;
  private readonly older = new Map<string, CompiledMachine>();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
    this.tokens = new Tokens(cloud);
    this.records = cloud.store.collection('states-executions');
    this.history = cloud.store.collection('states-history');
    this.byStart = cloud.store.collection('states-by-start');
    this.express = cloud.store.collection('states-express');
    this.frames = cloud.store.collection('states-frames');
    this.running = cloud.store.collection('states-running');
    this.unannounced = cloud.store.collection('states-unannounced');
    this.definitions = cloud.store.collection('states-definitions');
  }

  register(machine: Omit<Machine, 'definitionKey'>) {
    const definitionKey = createHash('sha256').update(machine.definition).digest('hex').slice(0, 32);
    if (!machine.express && !this.definitions.get(definitionKey)) {
      this.definitions.put(definitionKey, machine.definition);
    }
    this.machines.set(machine.arn, { ...machine, definitionKey });
  }

  /** @throws AwsError ExecutionAlreadyExists unless the same execution is running. */
  start(machine: Machine, name: string, input: string): ExecutionRecord {
    const arn = `arn:aws:states:${this.cloud.region}:${this.cloud.account}:execution:${machine.name}:${name}`;
    const now = this.cloud.clock.now();
    const present = this.records.get(arn);
    if (present?.status === 'RUNNING' && present.input === input) return present;
    if (present && (present.stopDate ?? now) > now - NAME_KEPT_MS) {
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    const record = newRecord(machine, name, arn, now, input);
    this.cloud.store.transaction(() => {
      if (present) this.forget(present);
      this.records.put(arn, record);
      this.byStart.put(startKey(machine.name, record), arn);
      this.running.put(arn, true);
      this.frames.put(`${arn}|0`, firstFrame(machine.compiled.startAt, JSON.parse(input), now));
    });
    const journal = standardJournal(this.cloud, arn);
    journal.event('ExecutionStarted', () => ({
      executionStartedEventDetails: { input, inputDetails: { truncated: false }, roleArn: machine.roleArn },
    }));
    this.announce(record);
    this.runStandard(machine, machine.compiled, record, journal, true);
    return record;
  }

  /** Runs an Express execution; the ending never rejects. */
  startExpress(
    machine: Machine,
    name: string,
    input: string,
  ): { record: ExecutionRecord; ended: Promise<ExecutionRecord> } {
    const arn = `arn:aws:states:${this.cloud.region}:${this.cloud.account}:express:${machine.name}:${name}:${randomUUID()}`;
    const record = newRecord(machine, name, arn, this.cloud.clock.now(), input);
    const run = new Run({
      cloud: this.cloud,
      machine: machine.compiled,
      record,
      principal: { id: machine.roleArn, caller: machine.logicalId },
      journal: EXPRESS_JOURNAL,
      tokens: this.tokens,
    });
    run.start(EXPRESS_LIMIT_SECONDS);
    this.cloud.meter?.add('states', 'express executions', 1, machine.logicalId);
    const ended = run.ended.then(ending => {
      const whole = { ...record, ...ending, stopDate: this.cloud.clock.now() };
      this.keepExpress(machine, whole);
      return whole;
    });
    return { record, ended };
  }

  /** Goes on with every Standard execution that a stop or a kill cut off. */
  resume() {
    for (const { id } of this.unannounced.list()) {
      const record = this.records.get(id);
      if (record) this.announce(record);
    }
    for (const { id } of this.running.list()) {
      const record = this.records.get(id);
      if (!record || this.runs.has(id)) continue;
      const machine = this.machines.get(record.stateMachineArn);
      // The stack no longer has the workflow: the execution stays as it is until it does, or until it is stopped.
      if (!machine) {
        this.cloud.log(`states: ${id} waits for its state machine, which no stack has`);
        continue;
      }
      this.runStandard(
        machine,
        this.compiledFor(machine, record),
        record,
        standardJournal(this.cloud, id),
        false,
      );
    }
  }

  stop() {
    for (const run of this.runs.values()) run.abandon();
    this.runs.clear();
  }

  abort(record: ExecutionRecord, error?: string, cause?: string) {
    const run = this.runs.get(record.executionArn);
    const ending: Ending = { status: 'ABORTED', error, cause };
    if (run) run.finish(ending);
    if (this.records.get(record.executionArn)?.status === 'RUNNING') this.finish(record, ending);
  }

  private runStandard(
    machine: Machine,
    compiled: CompiledMachine,
    record: ExecutionRecord,
    journal: ReturnType<typeof standardJournal>,
    fresh: boolean,
  ) {
    const run = new Run({
      cloud: this.cloud,
      machine: compiled,
      record,
      principal: { id: machine.roleArn, caller: machine.logicalId },
      journal,
      tokens: this.tokens,
      onEnd: ending => this.finish(record, ending),
    });
    this.runs.set(record.executionArn, run);
    run.start(Infinity, fresh);
  }

  /** The definition an execution started with, though a newer one may be deployed. */
  private compiledFor(machine: Machine, record: ExecutionRecord): CompiledMachine {
    if (record.definition === machine.definitionKey) return machine.compiled;
    const text = this.definitions.get(record.definition);
    if (!text) return machine.compiled;
    const compiled =
      this.older.get(record.definition) ??
      compileMachine(JSON.parse(text), { express: false, cloud: this.cloud });
    this.older.set(record.definition, compiled);
    return compiled;
  }

  private finish(record: ExecutionRecord, ending: Ending) {
    const arn = record.executionArn;
    const journal = this.runs.get(arn)?.journal ?? standardJournal(this.cloud, arn);
    const whole: ExecutionRecord = { ...record, ...ending, stopDate: this.cloud.clock.now() };
    this.cloud.store.transaction(() => {
      journal.event(...endEvent(whole));
      journal.flush();
      this.records.put(arn, whole);
      this.running.delete(arn);
      this.unannounced.put(arn, true);
      for (const { id } of this.frames.list({ prefix: `${arn}|` })) this.frames.delete(id);
    });
    journal.close();
    this.runs.delete(arn);
    this.announce(whole);
  }

  /** `Step Functions Execution Status Change` on the default bus; an end is announced again if a kill came between. */
  private announce(record: ExecutionRecord) {
    const { executionArn, status } = record;
    const emitted = this.cloud.emit(statusChange(record));
    const settled = emitted.then(
      () => {
        if (status !== 'RUNNING') this.unannounced.delete(executionArn);
      },
      error =>
        this.cloud.log(`states: status change of ${executionArn} not emitted: ${(error as Error).message}`),
    );
    void this.cloud.activity.track(settled);
  }

  private keepExpress(machine: Machine, record: ExecutionRecord) {
    this.express.put(`${String(record.startDate).padStart(14, '0')}|${record.executionArn}`, record);
    const surplus = this.express.count() - EXPRESS_KEPT;
    // A batch now and then is cheaper than one deletion with every record.
    if (surplus < 100) return;
    this.cloud.store.transaction(() => {
      for (const { id } of this.express.list({ limit: surplus })) this.express.delete(id);
    });
  }

  private forget(record: ExecutionRecord) {
    this.byStart.delete(startKey(record.stateMachineArn.split(':').at(-1)!, record));
    for (const { id } of this.history.list({ prefix: `${record.executionArn}|` })) this.history.delete(id);
  }
}

function newRecord(
  machine: Machine,
  name: string,
  arn: string,
  startDate: number,
  input: string,
): ExecutionRecord {
  return {
    executionArn: arn,
    stateMachineArn: machine.arn,
    name,
    status: 'RUNNING',
    startDate,
    input,
    definition: machine.definitionKey,
  };
}

/** Newest first in key order. */
function startKey(machine: string, { startDate, name }: ExecutionRecord): string {
  return `${machine}|${String(99_999_999_999_999 - startDate)}|${name}`;
}

/** @throws AwsError InvalidExecutionInput. */
export function checkedInput(input = '{}'): string {
  try {
    withinLimit(JSON.parse(input), 'The input');
    return input;
  } catch (error) {
    throw new AwsError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${(error as Error).message}'`,
    );
  }
}
