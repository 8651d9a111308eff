import { useEffect, useRef } from 'react';
import { ApiRefusal } from '../api/api.ts';
import { useNotices } from '../shell/notices.tsx';
import { caseHref, goTo } from '../shell/useRoute.ts';
import { usePanel, useWorkspace } from '../shell/workspace.ts';

/**
 * When a contact is accepted its case opens by itself and becomes the agent's. The flow may tell the case's id only while
 * the contact connects, so each contact is looked at until it is known.
 */
export function useOpenOnAccept({ onTaken }: { onTaken(): void }): void {
  const { api } = useWorkspace();
  const { contacts } = usePanel();
  const notices = useNotices();
  const offered = useRef(new Set<string>());
  const opened = useRef(new Set<string>());
  const taken = useRef(onTaken);
  useEffect(() => {
    taken.current = onTaken;
  });

  useEffect(() => {
    for (const { contactId, caseId, state } of contacts) {
      if (state === 'offered') offered.current.add(contactId);
      if (state !== 'connected' || !caseId || opened.current.has(contactId)) continue;
      opened.current.add(contactId);
      // After a reload the agent stays where they were.
      const isNew = offered.current.has(contactId) || !location.hash.startsWith('#/cases/');
      take(caseId, isNew).catch((error: Error) => notices.problem(error.message));
    }

    async function take(caseId: string, isNew: boolean): Promise<void> {
      const { case: current } = await api.caseFile(caseId);
      if (isNew) goTo(caseHref(caseId));
      if (current.state !== 'waiting-for-agent') return;
      try {
        await api.work(caseId, 'accept', { epoch: current.epoch });
      } catch (error) {
        // Somebody was quicker, or it moved on meanwhile: the case that opens shows how it stands.
        if (!(error instanceof ApiRefusal && error.status === 409)) throw error;
      }
      taken.current();
    }
  }, [contacts, api, notices]);
}
