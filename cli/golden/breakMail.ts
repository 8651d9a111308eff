import { fileURLToPath } from 'node:url';
import { AwsError, type Cloud } from '../../local/core/contract.ts';
import { functionNames, standAround } from '../verify/faults/calls.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** From now on `receive-email` is refused every mail that it wants to read: each of its attempts fails. */
export function breakMail(cloud: Cloud): void {
  standAround(cloud, functionNames(ROOT), {
    call: async (call, _about, run) => {
      if (call.id === 'receive-email/s3:GetObject')
        throw new AwsError('AccessDenied', 'broken by the golden', 403);
      return run();
    },
    invoke: async (_call, _about, run) => run(),
  });
}
