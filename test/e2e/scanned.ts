import { loggedIn } from '../../cli/golden/logged.ts';
import { personalDataIn } from '../../cli/golden/personalData.ts';
import type { LocalCloud } from '../../local/boot.ts';

/**
 * The same cloud, whose `stop` fails when its logs hold an address, a number, a link or a key of anybody, or one of these words: so every
 * test that boots a cloud looks for that, whatever else it is about.
 */
export function scanned(local: LocalCloud, words: readonly string[] = []): LocalCloud {
  const { stop } = local;
  local.stop = async () => {
    const leaked = personalDataIn(loggedIn(local), words);
    await stop();
    if (leaked.length > 0)
      throw new Error(`${leaked.length} lines of logs tell of somebody:\n${leaked.slice(0, 5).join('\n')}`);
  };
  return local;
}
