/**
 * The operator's command: `npm run -s augment -- <room> <command> [options]`. Each command says its own options by `--help`.
 */
const COMMANDS: Record<string, { what: string; run: (args: string[]) => Promise<number> }> = {
  'triage evaluate': {
    what: 'measure triage on labelled messages (JSON Lines)',
    run: async args => (await import('./triage/evaluate.ts')).evaluateTriage(args),
  },
  'triage evaluate-tone': {
    what: 'measure sentiment and urgency on the labelled lines of bench/labels',
    run: async args => (await import('./triage/evaluateTone.ts')).evaluateTone(args),
  },
  'triage explain': {
    what: 'show how a message would be decided for a client',
    run: async args => (await import('./triage/explain.ts')).explainTriage(args),
  },
  'mail send': {
    what: "give a raw mail to the client's cloud that runs here, by SMTP",
    run: async args => (await import('./mail/send.ts')).sendMail(args),
  },
  'mail unread': {
    what: 'mails that were stored and of which nothing became',
    run: async args => (await import('./mail/unread.ts')).unread(args),
  },
  'mail rescue': {
    what: 'make a case of such a mail, for a person to look at',
    run: async args => (await import('./mail/unread.ts')).rescue(args),
  },
  'knowledge evaluate': {
    what: 'measure the search on questions with known answers (JSON Lines)',
    run: async args => (await import('./knowledge/evaluate.ts')).evaluateKnowledge(args),
  },
  'case show': {
    what: 'the whole story of a case',
    run: async args => (await import('./case/show.ts')).showCase(args),
  },
  'case list': {
    what: 'cases with something left to do, or those that are stuck',
    run: async args => (await import('./case/list.ts')).listCases(args),
  },
  'case first-words': {
    what: 'how long customers were without a person’s first words, by channel',
    run: async args => (await import('./case/sumFirstWords.ts')).sumFirstWords(args),
  },
  'case retry': {
    what: "put a case back on its way when its workflow doesn't move it",
    run: async args => (await import('./case/commands.ts')).retry(args),
  },
  'case reassign': {
    what: 'give a case to another queue or agent',
    run: async args => (await import('./case/commands.ts')).reassign(args),
  },
  'case close': {
    what: 'close a case for good',
    run: async args => (await import('./case/commands.ts')).close(args),
  },
  'customer export': {
    what: 'everything that is kept about a person, as JSON',
    run: async args => (await import('./customer/commands.ts')).exportCustomer(args),
  },
  'customer erase': {
    what: 'remove everything about a person, and prove it',
    run: async args => (await import('./customer/commands.ts')).eraseCustomer(args),
  },
  'survey sum': {
    what: 'how customers say it went, by channel: CSAT and NPS',
    run: async args => (await import('./survey/sum.ts')).sumSurveys(args),
  },
  'audit verify': {
    what: 'find lines of the audit that were changed or removed',
    run: async args => (await import('./audit/verify.ts')).verifyAudit(args),
  },
  'corrections export': {
    what: "add approved corrections of topics to a client's labelled examples",
    run: async args => (await import('./corrections/export.ts')).exportCorrections(args),
  },
  'release compile': {
    what: "compile a client's files into its next release",
    run: async args => (await import('./release/compile.ts')).compileNext(args),
  },
  'release list': {
    what: 'the releases of a client, and which is in effect',
    run: async args => (await import('./release/list.ts')).listReleases(args),
  },
  'release diff': {
    what: 'what a release changes',
    run: async args => (await import('./release/diff.ts')).diffReleases(args),
  },
  'release activate': {
    what: 'put a release into effect, without a deployment',
    run: async args => (await import('./release/activate.ts')).activateRelease(args),
  },
  'release rollback': {
    what: 'put into effect what was active before',
    run: async args => (await import('./release/activate.ts')).rollBackRelease(args),
  },
};

const usage = () =>
  [
    'usage: npm run -s augment -- <room> <command> [options]',
    '',
    ...Object.entries(COMMANDS).map(([name, { what }]) => `  ${name.padEnd(22)} ${what}`),
    '',
    'Options of a command: npm run -s augment -- <room> <command> --help',
  ].join('\n');

const [room, name, ...args] = process.argv.slice(2);
const command = COMMANDS[`${room} ${name}`];
if (!command) {
  const asked = !room || room === '--help' || room === '-h';
  if (!asked) console.error(`There is no command "${[room, name].filter(Boolean).join(' ')}".\n`);
  console[asked ? 'log' : 'error'](usage());
  process.exit(asked ? 0 : 2);
}
process.exitCode = await command.run(args);
