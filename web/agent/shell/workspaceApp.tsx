import { useState } from 'react';
import { TopNavigation } from '@cloudscape-design/components';
import type { Role } from '../../../layers/core/api/me.ts';
import { AuditPage } from '../audit/auditPage.tsx';
import { CasesPage } from '../case/casesPage.tsx';
import { CorrectionsPage } from '../corrections/correctionsPage.tsx';
import { ShortcutHelp } from '../keyboard/shortcutHelp.tsx';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { SupervisionPage } from '../supervision/supervisionPage.tsx';
import { NoticesProvider } from './notices.tsx';
import { useRoute, type Route } from './useRoute.ts';
import { WorkspaceContext, type Workspace } from './workspace.ts';

const PAGES: { page: Route['page']; title: string; roles: Role[] }[] = [
  { page: 'cases', title: 'Cases', roles: ['agents', 'reviewers', 'supervisors', 'managers'] },
  { page: 'queues', title: 'Queues', roles: ['supervisors', 'managers'] },
  { page: 'corrections', title: 'Corrections', roles: ['reviewers', 'supervisors', 'managers'] },
  { page: 'audit', title: 'Audit', roles: ['supervisors', 'managers'] },
];

/** The frame around all pages: where one is, who one is, help. */
export function WorkspaceApp({ workspace }: { workspace: Workspace }) {
  const { me, signOut } = workspace;
  const route = useRoute();
  const [isHelping, setHelping] = useState(false);
  useShortcuts({ help: () => setHelping(true) });
  const onCases = route.page === 'cases';
  const pages = PAGES.filter(({ roles }) => roles.some(role => me.roles.includes(role)));

  return (
    <WorkspaceContext value={workspace}>
      <div className="workspace">
        <header id="top">
          <TopNavigation
            identity={{ href: '#/cases', title: `${me.client.name} · support` }}
            utilities={[
              ...pages.map(({ page, title }) => ({
                type: 'button' as const,
                text: title,
                href: `#/${page}`,
                ...(page === route.page ? { ariaLabel: `${title}, this page` } : {}),
              })),
              {
                type: 'button',
                text: 'Keys',
                ariaLabel: 'Keys: keyboard shortcuts',
                iconName: 'keyboard',
                onClick: () => setHelping(true),
              },
              {
                type: 'menu-dropdown',
                text: me.name,
                description: me.roles.join(', ') || 'no role',
                iconName: 'user-profile',
                items: [{ id: 'sign-out', text: 'Sign out' }],
                onItemClick: signOut,
              },
            ]}
          />
        </header>
        <NoticesProvider>
          {/* Contacts ring and open on every page, and a frame that left the page would end its calls. */}
          {me.roles.includes('agents') && (
            <CasesPage caseId={route.page === 'cases' ? route.caseId : undefined} isShown={onCases} />
          )}
          {!(me.roles.includes('agents') && onCases) && (
            <Page route={route} isAllowed={pages.some(({ page }) => page === route.page)} />
          )}
        </NoticesProvider>
        {isHelping && <ShortcutHelp onClose={() => setHelping(false)} />}
      </div>
    </WorkspaceContext>
  );
}

function Page({ route, isAllowed }: { route: Route; isAllowed: boolean }) {
  if (!isAllowed)
    return (
      <main className="page">
        <h1>Not for you</h1>
        <p>Your account has none of the roles that may open this page. Your supervisor can change that.</p>
      </main>
    );
  switch (route.page) {
    case 'cases':
      return <CasesPage caseId={route.caseId} isShown />;
    case 'queues':
      return <SupervisionPage />;
    case 'corrections':
      return <CorrectionsPage />;
    case 'audit':
      return <AuditPage caseId={route.caseId} />;
  }
}
