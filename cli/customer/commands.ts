import { setTimeout as wait } from 'node:timers/promises';
import { createAuditChain } from '../../layers/core/store/auditChain.ts';
import { closeCase } from '../case/operate.ts';
import { WrongUse } from '../release/wrongUse.ts';
import type { SupportStack } from '../stack/openStack.ts';
import { STACK_HELP, stackCommand } from '../stack/stackCommand.ts';
import { openWholeTable } from '../stack/wholeTable.ts';
import { erasePerson, keptElsewhere, type Stores } from './erase.ts';
import { exportPerson } from './export.ts';
import type { Asked } from './person.ts';
import { openWholeBucket } from './wholeBucket.ts';

const WHOM = { email: { type: 'string' }, 'customer-id': { type: 'string' } } as const;
const WHOM_HELP = `  --email E       who wrote from, or gave, this address
  --customer-id C who is this customer of the client`;
/** A workflow whose case was ended needs this long at most to end, too. */
const ENDS_WITHIN_MS = 60_000;
/** It mostly ends at once: the first look is soon, each later one waits twice as long as that before it. */
const FIRST_LOOK_MS = 50;

const EXPORT_HELP = `usage: augment customer export (--email E | --customer-id C) [options]

Writes everything that is kept about a person as one JSON: items of the table, raw mails and files. Reads the whole table and bucket.

${WHOM_HELP}
${STACK_HELP}`;

export const exportCustomer = (args: string[]): Promise<number> =>
  stackCommand(args, EXPORT_HELP, WHOM, async ({ stack, values }) => {
    const exported = await exportPerson(asked(values), storesOf(stack));
    console.log(JSON.stringify(exported, undefined, 2));
    if (exported.items.length > 0) return 0;
    throw new WrongUse('nothing is kept about this person');
  });

const ERASE_HELP = `usage: augment customer erase (--email E | --customer-id C) [options]

Removes everything that is kept about a person from table and bucket, all versions included, replaces their address in what belongs to
others, then searches everything for them again and says what is left. It can't be undone. Exit code 1 when something is left.

  --force         ends cases that are under way; without it nothing is erased while there are any
${WHOM_HELP}
${STACK_HELP}`;

export const eraseCustomer = (args: string[]): Promise<number> =>
  stackCommand(args, ERASE_HELP, { ...WHOM, force: { type: 'boolean' } }, async ({ stack, values }) => {
    const { person, removed, redacted, left } = await erasePerson(
      asked(values),
      storesOf(stack),
      values.force ? current => endCase(current, stack) : undefined,
    );
    console.log(
      `removed: ${removed.items} items, ${removed.objects} objects; ${redacted} items of others no longer name the person`,
    );
    const keys = [...left.items, ...left.mentions].map(({ pk, sk }) => `${pk} ${sk}`);
    const still = [...keys, ...left.objects.map(({ key }) => key)];
    console.log(
      still.length
        ? `LEFT, run it again:\n  ${still.join('\n  ')}`
        : 'searched everything again: nothing is left',
    );
    if (left.toLookAt.length)
      console.log(
        `belongs to others and may mean the same person, look at it yourself:\n  ${left.toLookAt.join('\n  ')}`,
      );
    console.log(`not in reach of this command:\n  ${keptElsewhere(person).join('\n  ')}`);
    return still.length ? 1 : 0;
  });

function asked({ email, 'customer-id': customerId }: Record<string, unknown>): Asked {
  if (!email === !customerId) throw new WrongUse('give either --email or --customer-id');
  if (!email) return { customerId: String(customerId) };
  if (!/^\S+@\S+$/.test(String(email))) throw new WrongUse(`--email ${email}: that is no address`);
  return { email: String(email) };
}

const storesOf = ({ parts, clients, options }: SupportStack): Stores => ({
  chain: createAuditChain(options),
  table: openWholeTable(parts.table, clients.dynamodb),
  bucket: openWholeBucket(parts.files, clients.s3),
});

/** Its workflow must have ended, or it would go on writing about the case. */
async function endCase(
  current: Parameters<typeof closeCase>[0],
  { store, workflows, contacts, options, parts }: SupportStack,
): Promise<void> {
  await closeCase(
    current,
    'erased at the request of the customer',
    { store, workflows, contacts, now: options.now },
    {
      force: true,
    },
  );
  const { execution } = current;
  let waited = 0;
  for (let pause = FIRST_LOOK_MS; execution; pause *= 2) {
    if (!(await workflows.isRunning(parts.escalation, execution))) return;
    if (waited >= ENDS_WITHIN_MS)
      throw new WrongUse(
        `case ${current.caseId} is closed, its workflow goes on; nothing was erased. Try again in a few minutes`,
      );
    await wait(pause);
    waited += pause;
  }
}
