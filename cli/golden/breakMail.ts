import { AwsError, type Cloud } from '../../local/core/contract.ts';
import { standAround } from '../verify/faults/calls.ts';

/** The function's logical id, whatever construct it is below. */
const nameOf = (id: string) => (id.includes('receiveemailfunction') ? 'receive-email' : undefined);

/** From now on `receive-email` is refused every mail that it wants to read: each of its attempts fails. */
export function breakMail(cloud: Cloud): void {
  standAround(cloud, nameOf, {
    call: async (call, _about, run) => {
      if (call.id === 'receive-email/s3:GetObject')
        throw new AwsError('AccessDenied', 'broken by the golden', 403);
      return run();
    },
    invoke: async (_call, _about, run) => run(),
  });
}
