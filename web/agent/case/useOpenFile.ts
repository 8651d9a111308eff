import { useNotices } from '../shell/notices.tsx';

/** Opens a file in a tab of its own, once its short-lived address is known. */
export function useOpenFile(): (address: () => Promise<{ url: string }>) => Promise<void> {
  const notices = useNotices();
  return async address => {
    // Opened before the address is known: browsers refuse windows that nobody clicked for.
    const tab = window.open('about:blank');
    try {
      const { url } = await address();
      if (tab) tab.location.href = url;
    } catch (error) {
      tab?.close();
      notices.problem((error as Error).message);
    }
  };
}
