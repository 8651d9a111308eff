import type { Turn } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { localeOf } from '../../layers/core/domain/replyLanguage.ts';
import { letterLinesIn } from '../../layers/core/mail/letterLines.ts';

interface Said {
  at: string;
  who: string;
  text: string;
}

/** A chat as its customer heard it, line by line, with the client's own times. What was never spoken isn't in it. */
export function writeTranscript(
  turns: Turn[],
  language: string,
  config: Pick<ClientConfig, 'name' | 'hours' | 'locale'>,
): string {
  const lines = letterLinesIn(language);
  const time = new Intl.DateTimeFormat(localeOf(config, language).replace('_', '-'), {
    timeZone: config.hours.timeZone,
    day: 'numeric',
    month: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const said = turns.flatMap(({ at, customer, files, reply }): Said[] => {
    const names = files?.map(({ name }) => name).join(', ');
    const isPersons = reply?.by === 'agent' || reply?.by === 'client';
    return [
      ...(customer ? [{ at, who: lines.you, text: customer }] : []),
      ...(names && !isPersons ? [{ at, who: lines.you, text: `[${names}]` }] : []),
      ...(reply && !reply.discarded && reply.via !== 'nowhere'
        ? [
            {
              at: reply.at,
              who: isPersons ? (reply.name ?? config.name) : lines.assistant,
              text: names && isPersons ? `[${names}]` : reply.text,
            },
          ]
        : []),
    ];
  });
  return [
    lines.transcript,
    ...said.map(({ at, who, text }) => `${who}, ${time.format(new Date(at))}:\n${text}`),
  ].join('\n\n');
}
