/** The page's only style: no font, picture or script from anywhere. Readable from 360 px on, in light and dark, and on paper. */
export const REFERENCE_STYLE = `
:root{color-scheme:light dark;--text:#1b1f24;--quiet:#57606a;--line:#d0d7de;--back:#fff;--soft:#f3f5f7;--link:#0550ae;--mark:#0a5c36}
@media (prefers-color-scheme:dark){:root{--text:#e6edf3;--quiet:#9da7b3;--line:#3d444d;--back:#0d1117;--soft:#161b22;--link:#79b8ff;--mark:#7ee2a8}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;font:16px/1.55 system-ui,sans-serif;color:var(--text);background:var(--back);overflow-wrap:break-word}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999px}.skip:focus{position:static}
.page{display:grid;grid-template-columns:minmax(0,1fr);max-width:80rem;margin:auto}
nav,main,header{padding:1rem}
nav ul{list-style:none;margin:.25rem 0 1rem;padding:0}nav li{padding:.15rem 0}
nav ul ul{margin-left:.75rem}nav summary{font-weight:600}
@media (min-width:62rem){.page{grid-template-columns:17rem minmax(0,1fr)}header{grid-column:1/-1}nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto}nav details::details-content{content-visibility:visible}nav summary::marker{content:""}}
h1{margin:0;font-size:1.7rem}h2{margin:2.5rem 0 .5rem;font-size:1.4rem;border-bottom:1px solid var(--line)}
h3{margin:2rem 0 .25rem;font-size:1.15rem}h3 code{font-size:1em;font-weight:700}h4{margin:1.25rem 0 .35rem;font-size:1rem}
.quiet,.limit,.optional,dt{color:var(--quiet)}.limit,.optional{font-size:.85rem}
code,pre{font:.86em/1.5 ui-monospace,monospace}code{overflow-wrap:anywhere}
pre{background:var(--soft);padding:.75rem;overflow:auto;border-radius:6px;margin:.5rem 0}pre code{overflow-wrap:normal;white-space:pre}
.method,.status{font-weight:700;color:var(--mark)}
.address{margin:.25rem 0}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;min-width:20rem}
tbody th{min-width:11rem}tbody th code{font-weight:600}th,td{text-align:left;vertical-align:top;padding:.4rem .5rem;border-bottom:1px solid var(--line);font-weight:400}
thead th{font-weight:600}
details{border:1px solid var(--line);border-radius:6px;margin:.4rem 0;padding:0 .75rem}
details[open]{padding-bottom:.5rem}
summary{cursor:pointer;padding:.45rem 0}
ul{padding-left:1.25rem}
dl{display:grid;grid-template-columns:minmax(0,7rem) minmax(0,1fr);gap:.25rem .75rem;margin:.5rem 0}dd{margin:0}
:target{background:var(--soft);box-shadow:0 0 0 .6rem var(--soft)}
@media (max-width:36rem){dl{grid-template-columns:minmax(0,1fr)}dd{margin-bottom:.4rem}table,tbody,tr,th,td{display:block}thead{display:none}tr{padding:.4rem 0;border-bottom:1px solid var(--line)}th,td{border:0;padding:.1rem 0}}
@media print{nav,.skip{display:none}}
`;
