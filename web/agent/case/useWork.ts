import { useRef, useState } from 'react';
import type { CaseFile } from '../../../layers/core/api/cases.ts';
import {
  WORK,
  type ActionWorked,
  type Worked,
  type WorkBody,
  type WorkName,
} from '../../../layers/core/api/work.ts';
import { useNotices } from '../shell/notices.tsx';
import { usePanel, useWorkspace } from '../shell/workspace.ts';

/** When the case is no longer an agent's after these, they leave the contact (a draft to approve comes as a task). */
const LEAVES: readonly WorkName[] = [
  'resolve',
  'hand-off',
  'back-to-ai',
  'transfer',
  'release',
  'send-draft',
];

export interface Working {
  /** What is being done, while it is. */
  busy?: WorkName;
  may(name: WorkName): boolean;
  /** Undefined when it was refused; the agent has been told why. */
  work<Name extends WorkName>(
    name: Name,
    body: Omit<WorkBody<Name>, 'epoch'>,
    done?: string,
  ): Promise<(Name extends 'action' ? ActionWorked : Worked) | undefined>;
}

/** Does things to the open case, under the epoch the agent sees. A refusal keeps what was written and shows how the case stands. */
export function useWork({ case: current, may }: CaseFile, onChanged: () => void): Working {
  const { api, panel } = useWorkspace();
  const { contacts } = usePanel();
  const notices = useNotices();
  const [busy, setBusy] = useState<WorkName>();
  const running = useRef(false);
  const { caseId, contactId, epoch } = current;

  async function leaveContact(): Promise<void> {
    const its = contacts.filter(
      contact => contact.caseId === caseId || contact.initialContactId === contactId,
    );
    for (const contact of its.filter(({ state }) => state !== 'offered'))
      await panel.leave(contact.contactId);
  }

  return {
    busy,
    may: name => may.includes(name),
    async work(name, body, done) {
      // A key held down must not do it twice.
      if (running.current) return undefined;
      running.current = true;
      setBusy(name);
      try {
        // A note and a wrap-up code are good whoever has the case.
        const under = 'epoch' in WORK[name].entries ? { epoch } : {};
        const worked = await api.work(caseId, name, { ...under, ...body } as WorkBody<typeof name>);
        if (LEAVES.includes(name) && worked.case.state !== 'with-agent') await leaveContact();
        if (done) notices.good(done);
        return worked;
      } catch (error) {
        notices.problem((error as Error).message);
        return undefined;
      } finally {
        running.current = false;
        setBusy(undefined);
        onChanged();
      }
    },
  };
}

/** A key of a message: the same one is sent with each repetition of it. */
export const newKey = (): string => crypto.randomUUID();
