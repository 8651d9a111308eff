import { DescribeExecutionCommand, GetExecutionHistoryCommand, type SFNClient } from '@aws-sdk/client-sfn';

export interface ExecutionStanding {
  /** RUNNING, SUCCEEDED, FAILED …, or `gone` when Step Functions has none of this name. */
  status: string;
  /** The state it entered last. */
  state?: string;
  /** Name of the error; its text could hold anything and is not read. */
  error?: string;
}

/** Newest entries of the history in which the last state is looked for. */
const LOOK_BACK = 50;

export async function standingOf(
  sfn: SFNClient,
  machineArn: string,
  name: string,
): Promise<ExecutionStanding> {
  const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  try {
    const { status, error } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    const { events = [] } = await sfn.send(
      new GetExecutionHistoryCommand({
        executionArn,
        reverseOrder: true,
        maxResults: LOOK_BACK,
        includeExecutionData: false,
      }),
    );
    const state = events.find(event => event.stateEnteredEventDetails)?.stateEnteredEventDetails?.name;
    return { status: String(status), ...(state && { state }), ...(error && { error }) };
  } catch (error) {
    if ((error as Error).name === 'ExecutionDoesNotExist') return { status: 'gone' };
    throw error;
  }
}
