import { useEffect } from 'react';
import type { CaseView } from '../../../layers/core/api/cases.ts';
import { ContactPanelView } from '../contact-panel/contactPanelView.tsx';
import { useOpenOnAccept } from '../contact-panel/useOpenOnAccept.ts';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { usePolled } from '../live/usePolled.ts';
import { CaseList } from '../my-contacts/caseList.tsx';
import { groupCases } from '../my-contacts/groupCases.ts';
import { useUnread } from '../my-contacts/useUnread.ts';
import { useNotices } from '../shell/notices.tsx';
import { caseHref, goTo } from '../shell/useRoute.ts';
import { usePanel, useWorkspace } from '../shell/workspace.ts';
import { OpenCase } from './openCase.tsx';

const LIST_EVERY_MS = 4_000;

/** The agent's page: the contact panel and all their cases on the left, the open one beside them. Hidden it goes on. */
export function CasesPage({ caseId, isShown }: { caseId?: string; isShown: boolean }) {
  const { api, me, panel } = useWorkspace();
  const { contacts, agentArn } = usePanel();
  const notices = useNotices();
  const {
    value: cases,
    error,
    refresh,
  } = usePolled<CaseView[]>('cases', LIST_EVERY_MS, () => api.cases({ connectAgent: agentArn }));
  const groups = groupCases(cases ?? [], me.id);
  const unread = useUnread(groups.mine, caseId);
  useOpenOnAccept({ onTaken: refresh });

  const step = (by: number) => {
    const at = groups.mine.findIndex(mine => mine.caseId === caseId);
    const next = groups.mine[(at + by + groups.mine.length) % groups.mine.length];
    if (next) goTo(caseHref(next.caseId));
  };
  const ringing = contacts.find(({ state }) => state === 'offered');
  const takesRinging = ringing && panel.accept;
  const shortcuts = {
    'previous-contact': () => step(-1),
    'next-contact': () => step(1),
    ...(takesRinging
      ? {
          accept: () =>
            void panel.accept!(ringing.contactId).catch((problem: Error) => notices.problem(problem.message)),
        }
      : {}),
  };
  useShortcuts(isShown ? shortcuts : {});
  const count = [...unread].length;
  useEffect(() => {
    const title = document.title.replace(/^\(\d+\) /, '');
    document.title = count > 0 ? `(${count}) ${title}` : title;
  }, [count]);

  return (
    <div className="columns" hidden={!isShown}>
      <nav className="column contacts" aria-label="Contacts and cases">
        {/* Connect's own panel would ask the others to log in there. */}
        {me.roles.includes('agents') && <ContactPanelView cases={cases ?? []} />}
        <CaseList
          groups={groups}
          current={caseId}
          unread={unread}
          loaded={cases !== undefined}
          error={error}
        />
      </nav>
      {caseId ? (
        <OpenCase key={caseId} caseId={caseId} onChanged={refresh} isAcceptFree={!takesRinging} />
      ) : (
        <main className="column nothing">
          <h1>No case is open</h1>
          <p>
            Accept a contact, or choose a case on the left. Press <kbd>?</kbd> for the keys.
          </p>
        </main>
      )}
    </div>
  );
}
