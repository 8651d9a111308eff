import { createHash } from 'node:crypto';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { problemsOf } from './checkRelease.ts';
import { openHeader } from './header.ts';
import { addActivation, BASELINE, rollbackTarget, standing, type Activation } from './pointer.ts';
import type { ReleaseFiles } from './releaseFiles.ts';

/** Something the operator can mend; the message says what, where and what to do. */
export class ReleaseRefused extends Error {
  override name = 'ReleaseRefused';
}

export interface ActivateDependencies {
  files: ReleaseFiles;
  /** The baseline that is deployed: what it holds, and the source that functions compare with. */
  deployed: { config: ClientConfig; source: string };
  /** A further look before anything is changed, e.g. at goldens. @throws Error that says why not */
  prove?(bytes: Uint8Array): void;
  now(): Date;
}

export interface Activated {
  before: number;
  now: number;
  /** False when it was active already. */
  changed: boolean;
}

/** Makes a release the one that all functions use, by one conditional write once everything is checked. */
export async function activate(number: number, deps: ActivateDependencies): Promise<Activated> {
  return move(number, 'activate', deps);
}

/** Activates what was active before the last activation. */
export async function rollBack(deps: ActivateDependencies): Promise<Activated> {
  const { pointer } = await deps.files.pointer();
  const found = standing(pointer, deps.deployed.source);
  if (found.is === 'lapsed')
    throw new ReleaseRefused(
      `release ${found.activation.number} lapsed when another baseline was deployed, so the baseline is in effect and there is nothing to roll back; name what you want: activate NUMBER`,
    );
  const target = rollbackTarget(pointer);
  if (target === undefined)
    throw new ReleaseRefused('the baseline is in effect and nothing is activated over it');
  return move(target, 'rollback', deps);
}

async function move(
  number: number,
  how: Activation['how'],
  { files, deployed, prove, now }: ActivateDependencies,
): Promise<Activated> {
  const next = { number, over: deployed.source, at: now().toISOString(), how };
  const activation =
    number === BASELINE
      ? { ...next, sha256: '', source: deployed.source }
      : { ...next, ...(await checked(number, files, deployed.config, prove)) };
  const { pointer, version } = await files.pointer();
  const found = standing(pointer, deployed.source);
  const before = found.is === 'active' ? found.activation.number : BASELINE;
  // A lapsed one is written over: whoever names a release now means the baseline of now.
  if (before === number && found.is !== 'lapsed') return { before, now: number, changed: false };
  if (!(await files.movePointer(addActivation(pointer, activation), version)))
    throw new ReleaseRefused('somebody else activated a release at the same moment; look with: release list');
  return { before, now: number, changed: true };
}

async function checked(
  number: number,
  files: ReleaseFiles,
  deployed: ClientConfig,
  prove?: (bytes: Uint8Array) => void,
): Promise<Pick<Activation, 'sha256' | 'source'>> {
  const bytes = await files.read(number);
  if (!bytes) {
    const known = [BASELINE, ...(await files.list()).map(one => one.number)];
    throw new ReleaseRefused(
      `there is no release ${number} of ${deployed.client}; there are ${known.join(', ')}`,
    );
  }
  const problems = problemsOf(bytes, { number, deployed });
  if (problems.length)
    throw new ReleaseRefused(`release ${number} can't be activated: ${problems.join('; ')}`);
  prove?.(bytes);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), source: openHeader(bytes).source };
}
