/** The text of a reply; throws once it is longer than `most` bytes, however much the other side goes on sending. */
export async function readCapped(reply: AsyncIterable<Uint8Array>, most: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of reply) {
    size += part.length;
    if (size > most) throw new Error(`a reply is longer than ${most} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
