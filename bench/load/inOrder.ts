import type { LocalCloud } from '../../local/boot.ts';

/**
 * Events and messages of topics wait until everything else is done; then they reach their functions one after the other, by
 * the functions' names. Else chance decides which of two at work on a case comes first, and whether the case is read once more.
 * @returns lets them come, and resolves when nothing waits and nothing is under way
 */
export function inOrder({ cloud }: LocalCloud): () => Promise<void> {
  const { invoke } = cloud;
  const waiting: Parameters<typeof invoke>[0][] = [];
  cloud.invoke = async options => {
    if (options.type !== 'event') return invoke(options);
    waiting.push(options);
    return { status: 'ok', payload: null };
  };
  return async () => {
    for (;;) {
      await cloud.activity.idle();
      waiting.sort((a, b) => a.functionArn.localeCompare(b.functionArn));
      const next = waiting.shift();
      if (!next) return;
      await invoke(next);
    }
  };
}
