/**
 * What is written and not sent yet, kept in the tab: a telephone that needs its memory throws pages away and loads them
 * anew. Where the browser keeps nothing, nothing is kept.
 */
export function keptWords(url: string): { words(): string; keep(words: string): void; drop(): void } {
  const name = `reply ${url}`;
  const attempt = <T>(job: () => T): T | undefined => {
    try {
      return job();
    } catch {
      return undefined;
    }
  };
  return {
    words: () => attempt(() => sessionStorage.getItem(name)) ?? '',
    keep: words => attempt(() => sessionStorage.setItem(name, words)),
    drop: () => attempt(() => sessionStorage.removeItem(name)),
  };
}
