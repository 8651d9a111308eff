import { useEffect, useRef } from 'react';
import { ApiRefusal } from '../api/api.ts';
import { useNotices } from '../shell/notices.tsx';
import { caseHref, goTo } from '../shell/useRoute.ts';
import { usePanel, useWorkspace } from '../shell/workspace.ts';

/**
 * When a contact is accepted its case opens by itself and becomes the agent's; each time the page comes into
 * view beside a contact, that one's case opens. The flow may tell the case's id only while the contact connects, so each
 * contact is looked at until it is known.
 */
export function useOpenOnAccept({ onTaken }: { onTaken(): void }): void {
  const { api } = useWorkspace();
  const { contacts, inView, isHidden } = usePanel();
  const notices = useNotices();
  const opened = useRef(new Set<string>());
  const shown = useRef<string | undefined>(undefined);
  const taken = useRef(onTaken);
  useEffect(() => {
    taken.current = onTaken;
  });

  useEffect(() => {
    for (const { contactId, caseId, state, wasThere } of contacts) {
      if (state !== 'connected' || !caseId || opened.current.has(contactId)) continue;
      // After a reload the agent stays where they were, or beside the contact in view; else the first of them opens.
      const stays = wasThere && (inView || opened.current.size > 0 || location.hash.startsWith('#/cases/'));
      opened.current.add(contactId);
      const opens = !isHidden && !stays;
      take(caseId, opens).catch((error: Error) => notices.problem(error.message));
    }
    const viewed = contacts.find(({ contactId, state }) => contactId === inView && state !== 'offered');
    if (!isHidden && viewed?.caseId && shown.current !== inView) goTo(caseHref(viewed.caseId));
    if (isHidden || viewed?.caseId) shown.current = isHidden ? undefined : inView;

    async function take(caseId: string, opens: boolean): Promise<void> {
      const { case: current } = await api.caseFile(caseId);
      if (opens) goTo(caseHref(caseId));
      if (current.state !== 'waiting-for-agent') return;
      try {
        await api.work(caseId, 'accept', { epoch: current.epoch });
      } catch (error) {
        // Somebody was quicker, or it moved on meanwhile: the case that opens shows how it stands.
        if (!(error instanceof ApiRefusal && error.status === 409)) throw error;
      }
      taken.current();
    }
  }, [contacts, inView, isHidden, api, notices]);
}
