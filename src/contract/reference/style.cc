#include "contract/reference/style.h"

#include <fmt/format.h>

#include "platform/base/digest.h"
#include "platform/base/encoding.h"

namespace sluice::reference {
namespace {

constexpr std::string_view sheet = R"css(
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f8fa; --line: #d9dee4; --text: #1c2128; --muted: #5a6472;
  --link: #0b62c4; --accent: #b3500c; --good: #1a7340; --warn: #a33b2a; --code: #f3f5f8; --mark: #fff6d6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161c; --raised: #1a2029; --line: #303844; --text: #dde3ea; --muted: #97a2b0;
    --link: #6cb2ff; --accent: #f0a868; --good: #65c98c; --warn: #f28b7a; --code: #1c232d; --mark: #3a3316;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 15px/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code { font-size: .9em; background: var(--code); border-radius: 4px; padding: .1em .35em; overflow-wrap: anywhere; }
pre {
  margin: 0; padding: 1rem; overflow-x: auto; background: var(--code); border: 1px solid var(--line);
  border-radius: 8px; font-size: 13px; line-height: 1.55;
}
pre code { padding: 0; background: none; font-size: inherit; overflow-wrap: normal; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
header {
  position: sticky; top: 0; z-index: 2; display: flex; gap: 1.5rem; align-items: center; padding: .7rem 1.5rem;
  background: var(--ground); border-bottom: 1px solid var(--line);
}
header .home { font-weight: 650; color: var(--text); }
header .end { margin-left: auto; }
.layout { display: grid; grid-template-columns: 21rem minmax(0, 1fr); max-width: 88rem; margin: 0 auto; }
nav { padding: 1.5rem 1rem 2rem 1.5rem; font-size: 13px; border-right: 1px solid var(--line); }
nav .inner { position: sticky; top: 4.5rem; max-height: calc(100vh - 6rem); overflow-y: auto; }
nav h2 { margin: 1.4rem 0 .4rem; font-size: 12px; letter-spacing: .04em; color: var(--muted); border: 0; padding: 0; }
nav .inner > h2:first-child { margin-top: 0; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li { margin: .15rem 0; overflow-wrap: anywhere; }
nav .here { font-weight: 650; color: var(--text); }
main { padding: 1.8rem 2.5rem 5rem; }
h1 { margin: 0 0 .3rem; font-size: 1.9rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 2.8rem 0 .9rem; padding-bottom: .35rem; font-size: 1.25rem; border-bottom: 1px solid var(--line); }
h2 a { color: inherit; }
h3 { margin: 1.8rem 0 .4rem; font-size: 1.02rem; }
.summary { margin: 0 0 1rem; font-size: 1.08rem; color: var(--muted); }
.badges { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: 1.6rem; }
.badge { padding: .1rem .6rem; font-size: 12.5px; border: 1px solid var(--line); border-radius: 1rem; color: var(--muted); }
.badge.writes { color: var(--accent); border-color: var(--accent); }
.badge.reads { color: var(--good); border-color: var(--good); }
.note { color: var(--muted); font-size: 13.5px; }
.tabs > input { position: absolute; opacity: 0; pointer-events: none; }
.tabs > label {
  display: inline-block; padding: .35rem .9rem; margin-right: .2rem; font-size: 13.5px; cursor: pointer;
  color: var(--muted); border-bottom: 2px solid transparent;
}
.tabs > input:checked + label { color: var(--text); border-color: var(--link); font-weight: 600; }
.tabs > input:focus-visible + label { outline: 2px solid var(--link); border-radius: 4px; }
.tabs > .panel { display: none; margin-top: .5rem; }
.tabs > input:nth-of-type(1):checked ~ .panel:nth-of-type(1),
.tabs > input:nth-of-type(2):checked ~ .panel:nth-of-type(2),
.tabs > input:nth-of-type(3):checked ~ .panel:nth-of-type(3),
.tabs > input:nth-of-type(4):checked ~ .panel:nth-of-type(4) { display: block; }
.key { color: var(--link); }
.string { color: var(--good); }
.field { padding: .8rem 0 .8rem .9rem; border-bottom: 1px solid var(--line); border-left: 2px solid transparent; }
.field:target, tr:target { background: var(--mark); }
.field:target { border-left-color: var(--accent); }
.depth-1 { margin-left: 1.6rem; }
.depth-2 { margin-left: 3.2rem; }
.depth-3 { margin-left: 4.8rem; }
.depth-4 { margin-left: 6.4rem; }
.field p { margin: .25rem 0 0; }
.field .name { display: flex; flex-wrap: wrap; gap: .2rem .8rem; align-items: baseline; }
.field .name a { font-weight: 600; color: var(--text); }
.field .name a code { background: none; padding: 0; font-size: .95em; }
.type { color: var(--muted); font-size: 13px; font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.required { color: var(--warn); font-size: 12.5px; font-weight: 600; }
.optional { color: var(--muted); font-size: 12.5px; }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem .9rem; margin: .35rem 0 0; font-size: 13.5px; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; }
th { text-align: left; white-space: nowrap; color: var(--muted); font-weight: 600; }
th, td { padding: .45rem .8rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.code { min-width: 13rem; }
td.code a { color: var(--text); }
td.date { white-space: nowrap; }
.actions td:first-child { width: 24rem; }
@media (max-width: 60rem) {
  .layout { grid-template-columns: minmax(0, 1fr); }
  nav { border-right: 0; border-bottom: 1px solid var(--line); padding: 1rem 1.2rem; }
  nav .inner { position: static; max-height: none; }
  nav .others { display: none; }
  nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1rem; }
  main { padding: 1.2rem 1.2rem 4rem; }
  .actions td:first-child { width: auto; }
}
@media print { header, nav { display: none; } .layout { display: block; } .tabs > .panel { display: block; } }
)css";

}  // namespace

std::string_view style_sheet() {
  return sheet;
}

std::string content_security_policy() {
  return fmt::format(
      "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'; frame-ancestors "
      "'none'",
      base::base64(base::digest(base::Hash::Sha256, sheet)));
}

}  // namespace sluice::reference
