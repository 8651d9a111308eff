import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { LocalCloud } from '../../local/boot.ts';
import { ROOT } from './prepareDemo.ts';

/** `augment …` as an operator runs it, against a running cloud. */
export async function runAugment(
  { cloud }: LocalCloud,
  ...args: string[]
): Promise<{ code: number; written: string }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'cli/augment.ts', ...args],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: cloud.urls.aws,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'operator',
        AWS_SECRET_ACCESS_KEY: 'operator',
      },
    },
  );
  let written = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (written += text));
  const [code] = await once(child, 'close');
  return { code, written };
}
