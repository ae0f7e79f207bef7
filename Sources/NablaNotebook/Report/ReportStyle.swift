/// How reports look: one column, readable by day and by night, and on paper.
enum ReportStyle {
  static let css = """
    :root {
      color-scheme: light dark;
      --page: #ffffff; --ink: #1c2024; --soft: #60646c; --line: #e3e6ea; --tint: #f6f7f9; --link: #0b62c4;
      --bad: #b3261e; --bad-tint: #fdeeed; --keyword: #8639b5; --string: #1f7a3d; --number: #0b62c4; --comment: #767b84;
      --name: #a15c07;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #15171a; --ink: #e6e8eb; --soft: #9ba1a9; --line: #2c3036; --tint: #1c1f23; --link: #6cb2ff;
        --bad: #ff8a80; --bad-tint: #33191a; --keyword: #cf9bee; --string: #84cf9b; --number: #7fbcff;
        --comment: #8a9099; --name: #eeb56a;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0; background: var(--page); color: var(--ink);
      font: 16px/1.6 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
    }
    main { max-width: 54rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
    a { color: var(--link); }
    h1, h2, h3 { line-height: 1.25; margin: 2rem 0 .75rem; }
    h1 { font-size: 2rem; margin-top: 0; }
    code, pre { font-family: ui-monospace, "SF Mono", "JetBrains Mono", Menlo, "DejaVu Sans Mono", monospace; }
    code { font-size: .9em; }
    .text { margin: 1.25rem 0; }
    .text img { max-width: 100%; }
    .text blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--soft); }
    .cell { margin: 1.25rem 0; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
    .cell header {
      display: flex; gap: .75rem; align-items: baseline; padding: .35rem .9rem; font-size: .85rem; color: var(--soft);
      border-bottom: 1px solid var(--line); background: var(--tint);
    }
    .cell .number { color: inherit; text-decoration: none; font-variant-numeric: tabular-nums; }
    .cell .title { color: var(--ink); font-weight: 600; }
    .cell .time { margin-left: auto; font-variant-numeric: tabular-nums; }
    .cell.skipped { opacity: .6; }
    .cell.error { border-color: var(--bad); }
    pre { margin: 0; padding: .7rem .9rem; overflow-x: auto; font-size: .86rem; line-height: 1.5; }
    .source { background: var(--tint); }
    .cell pre + pre, .cell figure + pre, .cell pre + figure { border-top: 1px solid var(--line); }
    .err { color: var(--soft); }
    .value { font-weight: 500; }
    pre.error { background: var(--bad-tint); color: var(--bad); }
    figure { margin: 0; padding: .9rem; text-align: center; background: #ffffff; }
    figure img { max-width: 100%; height: auto; }
    .failed {
      padding: .8rem 1rem; border: 1px solid var(--bad); border-radius: 8px; background: var(--bad-tint); color: var(--bad);
    }
    details summary { padding: .4rem .9rem; cursor: pointer; color: var(--soft); font-size: .85rem; }
    .k { color: var(--keyword); } .s { color: var(--string); } .n { color: var(--number); }
    .c { color: var(--comment); font-style: italic; } .d { color: var(--name); }
    footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; }
    @media print { .cell { break-inside: avoid; } main { max-width: none; } }

    """
}
