import type { TrackedActivity, Work } from '../../local/core/activity.ts';
import type { Cloud } from '../../local/core/contract.ts';

/** How long the model took for each contact, so that a turn can be told from what it waited for. */
export interface ModelMeter {
  /** Milliseconds of real time in Bedrock so far. */
  spent(contactId: string): number;
}

/**
 * Measures the model's calls from now on. A call belongs to the contact whose bot invocation it happens below: every
 * function, workflow and call of a turn runs as work below that invocation.
 */
export function meterModel(cloud: Cloud): ModelMeter {
  const activity = cloud.activity as TrackedActivity;
  const contactOf = new WeakMap<Work, string>();
  const spent = new Map<string, number>();

  const { invoke } = cloud;
  cloud.invoke = options => {
    const contactId = contactOfEvent(options.payload);
    if (!contactId) return invoke(options);
    return activity.run(() => {
      contactOf.set(activity.current()!, contactId);
      return invoke(options);
    });
  };
  for (const operation of Object.values(cloud.service('bedrock').operations)) {
    const { run } = operation;
    operation.run = async (input, context) => {
      const began = performance.now();
      try {
        return await run(input, context);
      } finally {
        const contactId = owner(activity.current());
        if (contactId) spent.set(contactId, (spent.get(contactId) ?? 0) + performance.now() - began);
      }
    };
  }
  return { spent: contactId => spent.get(contactId) ?? 0 };

  function owner(work: Work | undefined): string | undefined {
    for (let at = work; at; at = at.parent) {
      const contactId = contactOf.get(at);
      if (contactId) return contactId;
    }
    return undefined;
  }
}

/** The contact of a bot's event; its flow hands it on as a session attribute. */
function contactOfEvent(payload: unknown): string | undefined {
  const event = payload as { sessionState?: { sessionAttributes?: { contactId?: string } } } | undefined;
  return event?.sessionState?.sessionAttributes?.contactId;
}
