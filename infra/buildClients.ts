import { DefaultStackSynthesizer, Tags } from 'aws-cdk-lib/core';
import type { App, Stack } from 'aws-cdk-lib/core';
import { join } from 'node:path';
import { readClient } from '../layers/core/release/readClient.ts';
import { ContactCenterStack } from './contact-center/contactCenterStack.ts';
import { GuardrailStack } from './guardrail/guardrailStack.ts';
import { MailStack } from './mail/mailStack.ts';
import { PagesStack } from './pages/pagesStack.ts';
import { SupportStack } from './support/supportStack.ts';

/** Directories the stacks are made from. */
export interface Sources {
  /** `<clients>/<client>/client.yaml` … */
  clients: string;
  /** What the build wrote: `functions/<name>/`, `releases/<client>/release.bin`, `web/<page>/`. */
  dist: string;
  /** `turn.asl.json`, `escalation.asl.json`. */
  statemachines: string;
}

export interface ClientStacks {
  support: SupportStack;
  contactCenter: ContactCenterStack;
  /** Where client.yaml says that mail comes in. */
  mail?: MailStack;
  /** Where client.yaml has rules for one. */
  guardrail?: GuardrailStack;
  pages: PagesStack;
}

/**
 * Adds each client's stacks to the app. Clients share nothing: neither a name nor an export.
 * @throws ClientFileError when a client's files are wrong
 */
export function buildClients(app: App, names: string[], sources: Sources): ClientStacks[] {
  return names.map(name => {
    const { config } = readClient(join(sources.clients, name));
    const rules = config.answers.guardrail?.create;
    const guardrail =
      rules && new GuardrailStack(app, `${name}-guardrail`, { config, rules, synthesizer: synthesizer() });
    const support = new SupportStack(app, `${name}-support`, {
      config,
      sources,
      guardrail: guardrail?.guardrail,
      synthesizer: synthesizer(),
    });
    const contactCenter = new ContactCenterStack(app, `${name}-contact-center`, {
      config,
      support,
      synthesizer: synthesizer(),
    });
    const mail =
      config.mail.receive &&
      new MailStack(app, `${name}-mail`, { config, support, synthesizer: synthesizer() });
    const pages = new PagesStack(app, `${name}-pages`, {
      config,
      sources,
      support,
      synthesizer: synthesizer(),
    });
    for (const stack of [support, contactCenter, mail ?? [], pages, guardrail ?? []].flat() as Stack[])
      Tags.of(stack).add('client', name);
    return { support, contactCenter, mail, pages, guardrail };
  });
}

/** Without the rule that looks up the bootstrap version, so that an emulator without that parameter deploys the stack too. */
const synthesizer = () => new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
