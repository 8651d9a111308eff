import { randomUUID } from 'node:crypto';
import { AwsError, type Operation } from '../core/contract.ts';
import { checkedInput, type Executions, type Machine } from './executions.ts';
import { historyKey } from './journal.ts';
import type { ExecutionRecord } from './run.ts';
import { tokenBody } from './tokens.ts';

/** The API of Step Functions, as far as the product and its operator use it. */
export function stateOperations(executions: () => Executions): Record<string, Operation> {
  const onMachine = (input: any) => [input.stateMachineArn];
  const onExecution = (input: any) => [input.executionArn];
  const onToken = (input: any) => {
    const body = tokenBody(input.taskToken);
    return body ? [body.machine] : [];
  };
  return {
    StartExecution: { resources: onMachine, run: input => startExecution(executions(), input) },
    StartSyncExecution: { resources: onMachine, run: input => startSync(executions(), input) },
    DescribeExecution: { resources: onExecution, run: input => described(execution(executions(), input)) },
    ListExecutions: { resources: onMachine, run: input => listExecutions(executions(), input) },
    GetExecutionHistory: { resources: onExecution, run: input => historyPage(executions(), input) },
    StopExecution: { resources: onExecution, run: input => stopExecution(executions(), input) },
    SendTaskSuccess: {
      resources: onToken,
      run(input) {
        executions().tokens.answer(input.taskToken, { output: parsedOutput(input.output) });
        return {};
      },
    },
    SendTaskFailure: {
      resources: onToken,
      run({ taskToken, error = '', cause = '' }) {
        executions().tokens.answer(taskToken, { error, cause });
        return {};
      },
    },
    SendTaskHeartbeat: {
      resources: onToken,
      run(input) {
        executions().tokens.heartbeat(input.taskToken);
        return {};
      },
    },
    DescribeStateMachine: {
      resources: onMachine,
      run(input) {
        const { definition, roleArn, ...rest } = machine(executions(), input.stateMachineArn);
        return { ...machineItem(rest), status: 'ACTIVE', definition, roleArn };
      },
    },
    ListStateMachines: {
      resources: () => ['*'],
      run: () => ({ stateMachines: [...executions().machines.values()].map(machineItem) }),
    },
  };
}

function machineItem({
  arn,
  name,
  express,
  creationDate,
}: Pick<Machine, 'arn' | 'name' | 'express' | 'creationDate'>) {
  return {
    stateMachineArn: arn,
    name,
    type: express ? 'EXPRESS' : 'STANDARD',
    creationDate: creationDate / 1000,
  };
}

function machine(executions: Executions, arn: string): Machine {
  const found = executions.machines.get(arn);
  if (!found) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  return found;
}

function execution(executions: Executions, { executionArn }: { executionArn: string }): ExecutionRecord {
  const record = executions.records.get(executionArn);
  if (!record) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
  return record;
}

function checkedName(name: string = randomUUID()): string {
  if (name.length >= 1 && name.length <= 80 && !/[\s\p{Cc}<>{}[\]?*"#%\\^|~`$&,;:/]/u.test(name)) return name;
  throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
}

function startExecution(executions: Executions, { stateMachineArn, name, input }: any) {
  const of = machine(executions, stateMachineArn);
  const [checked, text] = [checkedName(name), checkedInput(input)];
  const record = of.express
    ? executions.startExpress(of, checked, text).record
    : executions.start(of, checked, text);
  return { executionArn: record.executionArn, startDate: record.startDate / 1000 };
}

async function startSync(executions: Executions, { stateMachineArn, name, input }: any) {
  const of = machine(executions, stateMachineArn);
  if (!of.express)
    throw new AwsError(
      'StateMachineTypeNotSupported',
      'This operation is not supported by this type of state machine',
    );
  const record = await executions.startExpress(of, checkedName(name), checkedInput(input)).ended;
  const billedMs = Math.ceil(((record.stopDate ?? 0) - record.startDate) / 100) * 100;
  return {
    ...described(record),
    billingDetails: { billedDurationInMilliseconds: billedMs, billedMemoryUsedInMB: 64 },
  };
}

function described({ definition: _, startDate, stopDate, ...record }: ExecutionRecord) {
  return {
    ...record,
    startDate: startDate / 1000,
    ...(stopDate !== undefined && { stopDate: stopDate / 1000 }),
    inputDetails: { included: true },
    ...(record.output !== undefined && { outputDetails: { included: true } }),
  };
}

function listExecutions(
  executions: Executions,
  { stateMachineArn, statusFilter, maxResults, nextToken }: any,
) {
  const of = machine(executions, stateMachineArn);
  const limit = maxResults || 100;
  const prefix = `${of.name}|`;
  const found: ExecutionRecord[] = [];
  let after: string | undefined = decodeCursor(nextToken);
  for (;;) {
    const page = executions.byStart.list({ prefix, after, limit: 200 });
    for (const { id, document: arn } of page) {
      if (found.length === limit) return { executions: found.map(listed), nextToken: encodeCursor(after!) };
      const record = executions.records.get(arn);
      if (record && (!statusFilter || record.status === statusFilter)) found.push(record);
      after = id;
    }
    if (page.length < 200) return { executions: found.map(listed) };
  }
}

function listed(record: ExecutionRecord) {
  const { executionArn, stateMachineArn, name, status, startDate, stopDate } = described(record) as any;
  return { executionArn, stateMachineArn, name, status, startDate, stopDate };
}

function historyPage(executions: Executions, input: any) {
  const { executionArn } = execution(executions, input);
  executions.runs.get(executionArn)?.journal.flush();
  const limit = input.maxResults || 100;
  const prefix = `${executionArn}|`;
  const total = executions.history.list({ prefix, reverse: true, limit: 1 })[0]?.document.id ?? 0;
  const first = Number(decodeCursor(input.nextToken) ?? (input.reverseOrder ? total : 1));
  const step = input.reverseOrder ? -1 : 1;
  const events = [];
  let id = first;
  for (; events.length < limit && id >= 1 && id <= total; id += step) {
    const event: any = executions.history.get(historyKey(executionArn, id));
    events.push(input.includeExecutionData === false ? withoutData(event) : event);
  }
  return { events, ...(id >= 1 && id <= total && { nextToken: encodeCursor(String(id)) }) };
}

function withoutData(event: Record<string, unknown>) {
  const bare = ([key, value]: [string, any]) => {
    if (value === null || typeof value !== 'object') return [key, value];
    const { input: _i, output: _o, parameters: _p, ...rest } = value;
    return [key, rest];
  };
  return Object.fromEntries(Object.entries(event).map(bare));
}

function stopExecution(executions: Executions, input: any) {
  const record = execution(executions, input);
  if (record.status === 'RUNNING') executions.abort(record, input.error, input.cause);
  return { stopDate: (execution(executions, input).stopDate ?? executions.cloud.clock.now()) / 1000 };
}

function parsedOutput(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch (error) {
    throw new AwsError('InvalidOutput', `Invalid Output: '${(error as Error).message}'`);
  }
}

const encodeCursor = (text: string) => Buffer.from(text).toString('base64url');
function decodeCursor(token: string | undefined): string | undefined {
  return token === undefined || token === '' ? undefined : Buffer.from(token, 'base64url').toString();
}
