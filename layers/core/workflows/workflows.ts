import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { lazily } from '../platform/lazily.ts';

/** `StartSyncExecution` answers 200 for a failed execution too: the failure is in the result. */
export type SyncOutcome<T> = { ok: true; output: T } | { ok: false; error: string };

export interface Workflows {
  /** Runs an Express workflow and waits for it, `timeoutMs` at most. */
  runSync<T>(arn: string, input: unknown, timeoutMs: number): Promise<SyncOutcome<T>>;
  /** Starts a Standard workflow once per name. */
  start(arn: string, name: string, input: unknown): Promise<'started' | 'exists'>;
  /** Whether the execution of this name is still under way. */
  isRunning(arn: string, name: string): Promise<boolean>;
  /** Gives a waiting task its result; `gone` when nobody waits any more, which is normal for late answers. */
  succeed(taskToken: string, output: unknown): Promise<'taken' | 'gone'>;
}

/** An endpoint that is set by hand names the whole host: the SDK must not put `sync-` before it. */
const endpointIsSet = Boolean(process.env.AWS_ENDPOINT_URL_SFN ?? process.env.AWS_ENDPOINT_URL);

export function createWorkflows(
  client = lazily(() => new SFNClient({ disableHostPrefix: endpointIsSet })),
): Workflows {
  return {
    async runSync<T>(arn: string, input: unknown, timeoutMs: number): Promise<SyncOutcome<T>> {
      const abort = AbortSignal.timeout(timeoutMs);
      const result = await client.send(
        new StartSyncExecutionCommand({ stateMachineArn: arn, input: JSON.stringify(input) }),
        { abortSignal: abort },
      );
      if (result.status !== 'SUCCEEDED') return { ok: false, error: result.error ?? String(result.status) };
      return { ok: true, output: JSON.parse(result.output!) as T };
    },

    async start(arn, name, input) {
      try {
        await client.send(
          new StartExecutionCommand({ stateMachineArn: arn, name, input: JSON.stringify(input) }),
        );
        return 'started';
      } catch (error) {
        if (error instanceof ExecutionAlreadyExists) return 'exists';
        throw error;
      }
    },

    async isRunning(arn, name) {
      const executionArn = `${arn.replace(':stateMachine:', ':execution:')}:${name}`;
      try {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
        return status === 'RUNNING';
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return false;
        throw error;
      }
    },

    async succeed(taskToken, output) {
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
        return 'taken';
      } catch (error) {
        if (
          error instanceof TaskTimedOut ||
          error instanceof TaskDoesNotExist ||
          error instanceof InvalidToken
        ) {
          return 'gone';
        }
        throw error;
      }
    },
  };
}
