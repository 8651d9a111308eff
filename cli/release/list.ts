import { BASELINE, standing } from '../../layers/core/release/pointer.ts';
import { COMMON_HELP, releaseCommand } from './command.ts';

const HELP = `usage: augment release list [options]

The client's releases, which of them is in effect, and what was activated and rolled back.

${COMMON_HELP}`;

/** Activations shown, newest first. */
const SHOWN = 10;

export const listReleases = (args: string[]): Promise<number> =>
  releaseCommand(args, HELP, {}, async ({ releases: { client, files, baseline } }) => {
    const { pointer } = await files.pointer();
    const found = standing(pointer, baseline.source);
    const active = found.is === 'active' ? found.activation.number : BASELINE;
    const stored = await files.list();
    const rows = [
      { number: BASELINE, bytes: baseline.bytes.length, made: 'deployed with the stack' },
      ...stored.map(({ number, bytes, at }) => ({ number, bytes, made: at.toISOString() })),
    ];
    for (const { number, bytes, made } of rows) {
      const name = number === BASELINE ? 'baseline' : String(number);
      const size = `${Math.round(bytes / 1000)} kB`;
      console.log(
        `${number === active ? '*' : ' '} ${name.padEnd(9)} ${size.padStart(8)}  ${made}${number === active ? '  in effect' : ''}`,
      );
    }
    if (found.is === 'lapsed')
      console.log(
        `\nRelease ${found.activation.number} lapsed: after its activation another baseline was deployed to ${client}, and the later act counts.\nCompile and activate anew, or: release activate baseline`,
      );
    const log = (pointer?.activations ?? []).slice(-SHOWN).reverse();
    if (log.length) console.log('');
    for (const { at, how, number } of log)
      console.log(
        `  ${at}  ${how === 'rollback' ? 'rolled back to' : 'activated'} ${number === BASELINE ? 'baseline' : number}`,
      );
    return 0;
  });
