/** A line by which a file of the client's team is offered (`createFileOffers`). */
const OFFER = /^Attached, (.+): (https?:\/\/\S+)$/;

/**
 * Takes the offers of files out of the team's words. Only addresses of our own pages become links: anybody can write a line
 * that looks like an offer.
 */
export function splitFiles(
  text: string,
  origin: string,
): { words: string; files: { name: string; url: string }[] } {
  const files: { name: string; url: string }[] = [];
  const words = text.split('\n').filter(line => {
    const [, name, url] = OFFER.exec(line.trim()) ?? [];
    if (!name || !url || !url.startsWith(`${origin}/file/`)) return true;
    files.push({ name, url });
    return false;
  });
  return { words: words.join('\n').trimEnd(), files };
}
