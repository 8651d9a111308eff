import type { SESEvent } from 'aws-lambda';

/**
 * The event that SES gave with a mail, as far as `incomingOf` reads it, made again from the mail as SES stored it: its own lines
 * stand before the sender's.
 */
export function eventOfStored(id: string, stored: Uint8Array): SESEvent {
  const headers = headersOf(stored);
  const value = (name: string) => headers.find(each => each.name.toLowerCase() === name)?.value;
  const results = value('authentication-results') ?? '';
  const result = (check: string) => new RegExp(`\\b${check}=(\\w+)`, 'i').exec(results)?.[1]?.toUpperCase();
  const source = (value('return-path') ?? '').replace(/^<|>$/g, '');
  const from = value('from');
  const recipients = ['to', 'cc'].flatMap(name => value(name)?.match(ADDRESS) ?? []);
  const event: object = {
    Records: [
      {
        eventSource: 'aws:ses',
        ses: {
          mail: {
            messageId: id,
            source,
            headers,
            commonHeaders: { from: from ? [from] : [], subject: value('subject') ?? '' },
          },
          receipt: {
            recipients,
            // What SES has not scanned is not opened by whom it is given to.
            spamVerdict: { status: value('x-ses-spam-verdict') ?? 'DISABLED' },
            virusVerdict: { status: value('x-ses-virus-verdict') ?? 'DISABLED' },
            // Without a result nothing is believed of the sender.
            spfVerdict: { status: result('spf') ?? 'GRAY' },
            dkimVerdict: { status: result('dkim') ?? 'GRAY' },
            dmarcVerdict: { status: result('dmarc') ?? 'FAIL' },
          },
        },
      },
    ],
  };
  return event as SESEvent;
}

const ADDRESS = /[^\s<>,;:"]+@[^\s<>,;:"]+/g;

/** Lines of the header, unfolded. */
function headersOf(stored: Uint8Array): { name: string; value: string }[] {
  const [head = ''] = Buffer.from(stored)
    .toString('utf8')
    .split(/\r?\n\r?\n/, 1);
  return head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap(line => {
      const [, name, value = ''] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? [];
      return name ? [{ name, value: value.trim() }] : [];
    });
}
