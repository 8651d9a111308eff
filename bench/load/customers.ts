import { join } from 'node:path';
import type { Golden } from '../../cli/golden/golden.ts';
import { readGoldens } from '../../cli/golden/readGoldens.ts';
import { readClient } from '../../layers/core/release/readClient.ts';
import type { Random } from './random.ts';

/** What one customer comes to say, line by line, and how they leave. */
export interface Script {
  name: string;
  email?: string;
  /** Signed in at the client's site. */
  identity?: { customerId: string; tier?: string; attributes: Record<string, string> };
  lines: string[];
  /** They close the window once they have heard the last answer; the others just fall silent. */
  leaves: boolean;
}

/** Shares of the mix. */
const FROM_GOLDEN = 0.5;
const WANTS_PERSON = 0.12;
const MORE = 0.45;
const LEAVES = 0.6;
const GIVES_ADDRESS = 0.6;

/**
 * Customers as the client's goldens have them (those that are chats whose lines need nothing from a mail), and others who
 * write one of the topics' examples, more often than not a second one, and now and then ask for a person.
 */
export function customersOf(root: string, client: string): (random: Random, n: number) => Script {
  const { topics } = readClient(join(root, 'clients', client));
  const goldens = readGoldens(join(root, 'clients', client, 'goldens')).flatMap(scriptOf);
  return (random, n) => {
    const leaves = random.chance(LEAVES);
    if (random.chance(FROM_GOLDEN)) return { ...random.pick(goldens), leaves };
    const lines = [random.pick(random.pick(topics).examples)];
    while (random.chance(MORE) && lines.length < 5) lines.push(random.pick(random.pick(topics).examples));
    if (random.chance(WANTS_PERSON)) lines.push('Can I speak to a real person please?');
    return {
      name: `Customer ${n}`,
      ...(random.chance(GIVES_ADDRESS) && { email: `customer-${n}@mail.example` }),
      lines,
      leaves,
    };
  };
}

function scriptOf({ channel, customer, steps }: Golden): Omit<Script, 'leaves'>[] {
  const lines = steps.flatMap(step => ('customer' in step ? [step.customer] : []));
  // A code from a mail, a call or an empty message is somebody else's test.
  if (channel !== 'chat' || lines.length === 0) return [];
  if (lines.some(line => line.includes('{') || line.trim() === '' || line.length > 1000)) return [];
  const { name, email, identity } = customer;
  return [{ name, ...(email && { email }), ...(identity && { identity }), lines }];
}
