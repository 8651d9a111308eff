import type { Overview } from '../../../shapes.ts';

/** One view of the console. `update` is called at every change of the overview while the tab is open. */
export interface Tab {
  title: string;
  /** Shown beside the title; `alert` in red. */
  count(overview: Overview): { number: number; alert?: boolean };
  update(panel: HTMLElement, overview: Overview): void | Promise<void>;
}

/** List on the left, detail of the chosen row on the right. */
export function masterDetail<Row, Detail>(options: {
  title: string;
  count: Tab['count'];
  rows(overview: Overview): Row[];
  id(row: Row): string;
  list(
    rows: Row[],
    overview: Overview,
    selected: string | undefined,
    pick: (id: string) => void,
  ): HTMLElement;
  load(id: string, row: Row): Promise<Detail>;
  detail(detail: Detail, overview: Overview): HTMLElement;
}): Tab {
  let selected: string | undefined;
  let shownList = '';
  let shownDetail = '';
  let frame: { list: HTMLElement; detail: HTMLElement } | undefined;

  async function update(panel: HTMLElement, overview: Overview): Promise<void> {
    if (!frame || frame.list.parentElement?.parentElement !== panel) {
      frame = { list: document.createElement('div'), detail: document.createElement('div') };
      const split = document.createElement('div');
      split.className = 'split';
      split.append(frame.list, frame.detail);
      panel.replaceChildren(split);
      shownList = shownDetail = '';
    }
    const rows = options.rows(overview);
    const row = rows.find(candidate => options.id(candidate) === selected) ?? rows[0];
    const id = row && options.id(row);
    const listState = JSON.stringify([rows, id, overview.casesError]);
    if (listState !== shownList) {
      shownList = listState;
      frame.list.replaceChildren(
        options.list(rows, overview, id, picked => {
          selected = picked;
          void update(panel, overview);
        }),
      );
    }
    if (!row || !id) return void frame.detail.replaceChildren();
    const detail = await options.load(id, row).catch((error: unknown) => String(error));
    const detailState = JSON.stringify([id, detail]);
    if (detailState === shownDetail) return;
    shownDetail = detailState;
    if (typeof detail === 'string') frame.detail.replaceChildren(detail);
    else frame.detail.replaceChildren(options.detail(detail, overview));
  }
  return { title: options.title, count: options.count, update };
}
