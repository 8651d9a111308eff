import type { ParseArgsOptionsConfig } from 'node:util';
import { operatorCommand, type Call } from '../release/command.ts';
import { openStack, type SupportStack } from './openStack.ts';

export const STACK_HELP = `  --client NAME   whose stack (demo)
  --local         the cloud on this machine, whether it is running or not; else the deployed stack, by your AWS credentials,
                  AWS_REGION and AWS_ENDPOINT_URL
  --help          this text`;

/** Runs a command on the client's support stack. Exit code: what `run` gives, or 2 for what the operator can mend. */
export const stackCommand = (
  args: string[],
  help: string,
  options: ParseArgsOptionsConfig,
  run: (call: Omit<Call, 'releases'> & { stack: SupportStack }) => Promise<number>,
): Promise<number> =>
  operatorCommand(args, help, options, async call =>
    run({ ...call, stack: await openStack(call.client, call.access) }),
  );
