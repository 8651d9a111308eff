import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

/** Another local cloud runs on the same state. */
export class StateInUse extends Error {
  constructor(directory: string, pid: string) {
    super(
      `a local cloud already runs on ${directory} (process ${pid}): stop it first, or choose another --client`,
    );
    this.name = 'StateInUse';
  }
}

/**
 * Claims a state directory for this process. The lock is the operating system's own (on a SQLite file), so that it ends
 * with the process, however that dies. Throws StateInUse.
 */
export function lockState(directory: string): { release(): void } {
  mkdirSync(directory, { recursive: true });
  const database = new DatabaseSync(join(directory, 'lock.db'));
  const note = join(directory, 'pid');
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!(error as Error).message.includes('locked')) throw error;
    throw new StateInUse(directory, readFileSync(note, 'utf8').trim());
  }
  writeFileSync(note, String(process.pid));
  return { release: () => database.close() };
}
