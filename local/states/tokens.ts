import { randomUUID } from 'node:crypto';
import { AwsError, type Cloud, type Collection } from '../core/contract.ts';
import { withinLimit } from './stateError.ts';

export type TokenOutcome = { output: unknown } | { error: string; cause: string };
interface TokenDocument {
  executionArn: string;
  /** Epoch ms of the last heartbeat (or of the start). */
  beatAt: number;
  outcome?: TokenOutcome;
}
interface TokenBody {
  machine: string;
  execution: string;
  id: string;
}

/** Task tokens: opened by a task, answered by SendTask*, kept in the store until the task has taken the answer. */
export class Tokens {
  private readonly cloud: Cloud;
  private readonly open: Collection<TokenDocument>;
  /** Running tasks to wake: on an answer, and on a heartbeat. */
  private readonly waiting = new Map<string, { answered(): void; beaten(): void }>();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
    this.open = cloud.store.collection('states-tokens');
  }

  create(stateMachineArn: string, executionArn: string): string {
    const body: TokenBody = { machine: stateMachineArn, execution: executionArn, id: randomUUID() };
    const token = Buffer.from(JSON.stringify(body)).toString('base64url');
    this.open.put(token, { executionArn, beatAt: this.cloud.clock.now() });
    return token;
  }

  outcome(token: string): TokenOutcome | undefined {
    return this.open.get(token)?.outcome;
  }

  beatAt(token: string): number {
    return this.open.get(token)?.beatAt ?? this.cloud.clock.now();
  }

  close(token: string) {
    this.open.delete(token);
  }

  wait(token: string, wake: { answered(): void; beaten(): void }): () => void {
    this.waiting.set(token, wake);
    return () => this.waiting.delete(token);
  }

  /** @throws AwsError InvalidToken, TaskDoesNotExist, TaskTimedOut. */
  answer(token: string, outcome: TokenOutcome) {
    const document = this.read(token);
    if ('output' in outcome) withinOutputLimit(outcome.output);
    this.open.put(token, { ...document, outcome });
    this.waiting.get(token)?.answered();
  }

  heartbeat(token: string) {
    this.open.put(token, { ...this.read(token), beatAt: this.cloud.clock.now() });
    this.waiting.get(token)?.beaten();
  }

  private read(token: string): TokenDocument {
    const document = this.open.get(token);
    if (document && !document.outcome) return document;
    const body = tokenBody(token);
    if (!body) throw new AwsError('InvalidToken', 'Invalid Token');
    const known = this.cloud.store.collection('states-executions').get(body.execution);
    if (!known) throw new AwsError('TaskDoesNotExist', 'Task does not exist');
    throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  }
}

/** What a token says of itself; undefined when it is none of ours. */
export function tokenBody(token: unknown): TokenBody | undefined {
  try {
    const body = JSON.parse(Buffer.from(String(token), 'base64url').toString());
    return typeof body.machine === 'string' && typeof body.execution === 'string' ? body : undefined;
  } catch {
    return undefined;
  }
}

function withinOutputLimit(output: unknown) {
  try {
    withinLimit(output, 'The output');
  } catch (error) {
    throw new AwsError('InvalidOutput', (error as Error).message);
  }
}
