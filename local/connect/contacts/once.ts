import type { Center } from '../center.ts';

/** Does `work` once for a client token (inside one commit): later calls with it get the first answer again. */
export function once<T>(center: Center, scope: string, clientToken: string | undefined, work: () => T): T {
  return center.commit(() => {
    if (!clientToken) return work();
    const key = `${scope}/${clientToken}`;
    const earlier = center.answers.get(key) as T | undefined;
    if (earlier !== undefined) return earlier;
    const answer = work();
    center.answers.put(key, answer);
    return answer;
  });
}
