import type { Cloud } from '../../local/core/contract.ts';

/** When a process dies in the middle of a turn: around an invocation of a function, or before one of its writes. */
export type Moment =
  | 'message accepted'
  | { before: string }
  | { after: string }
  /** Before the table is given a write that has these words. */
  | { write: string };

const die = () => process.kill(process.pid, 'SIGKILL');

/** Lets the process die like by `kill -9` once the moment has come. */
export function dieAt(cloud: Cloud, moment: Moment): void {
  if (moment === 'message accepted') return;
  if ('write' in moment) {
    const table = cloud.service('dynamodb');
    const { raw } = table;
    table.raw = async (request, context) => {
      const isWrite = /(Put|Update)Item$/.test(request.headers['x-amz-target'] ?? '');
      if (isWrite && Buffer.from(request.body).includes(moment.write)) die();
      return raw!(request, context);
    };
    return;
  }
  const [when, name] = Object.entries(moment)[0] as ['before' | 'after', string];
  // Logical ids, and so the names in ARNs, have no hyphens.
  const inArn = `${name.replaceAll('-', '')}function`;
  const { invoke } = cloud;
  cloud.invoke = async options => {
    const isIt = options.functionArn.includes(inArn);
    if (isIt && when === 'before') die();
    const outcome = await invoke(options);
    if (isIt) die();
    return outcome;
  };
}
