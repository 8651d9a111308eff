import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootCloud } from '../../local/boot.ts';
import { OPERATOR_KEY } from '../../local/core/credentials.ts';
import { lockState, StateInUse } from '../../local/lock.ts';
import { prepareAssembly } from '../../local/prepare.ts';
import type { Access } from './openReleases.ts';
import { WrongUse } from './wrongUse.ts';

/** File in a cloud's state in which it says where it listens. */
const ENDPOINTS = 'endpoints.json';

/** Works on the cloud of this machine: the running one, or else one booted on its state for as long as the work takes. */
export async function withLocalCloud<T>(
  root: string,
  client: string,
  work: (access: Access) => Promise<T>,
): Promise<T> {
  const stateDir = join(root, '.local', client, 'state');
  const access = (endpoint: string): Access => ({
    endpoint,
    region: 'us-east-1',
    credentials: OPERATOR_KEY,
  });
  if (isRunning(stateDir)) {
    const file = join(stateDir, ENDPOINTS);
    if (!existsSync(file))
      throw new WrongUse(`the cloud on ${stateDir} is still starting; try again when it is ready`);
    const { aws } = JSON.parse(readFileSync(file, 'utf8')) as { aws: string };
    return work(access(aws));
  }
  const assembly = await prepareAssembly({ root, client, log: line => console.error(line) });
  const cloud = await bootCloud({ root, assembly, client, stateDir, pages: false, log: () => {} });
  try {
    return await work(access(cloud.cloud.urls.aws));
  } finally {
    await cloud.stop();
  }
}

function isRunning(stateDir: string): boolean {
  try {
    lockState(stateDir).release();
    return false;
  } catch (error) {
    if (error instanceof StateInUse) return true;
    throw error;
  }
}
