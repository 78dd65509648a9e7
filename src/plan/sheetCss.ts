/** The contact sheet's look: spreads on a light table. */
export const SHEET_CSS = `
*{box-sizing:border-box;margin:0;padding:0}
body{background:#dedbd5;color:#24211e;font:400 12px/16px "Libre Franklin",system-ui,sans-serif;-webkit-print-color-adjust:exact;print-color-adjust:exact}
ul{list-style:none}
.sheet{max-width:1720px;margin:0 auto;padding:36px 40px 48px}
header{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 24px;padding-bottom:14px;margin-bottom:28px;border-bottom:1px solid #b9b3a9}
h1{font-size:24px;line-height:32px;font-weight:600;letter-spacing:-.01em}
.totals{color:#5d574f;flex:1;font-variant-numeric:tabular-nums}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;width:100%}
.legend li::before{content:"";display:inline-block;width:10px;height:10px;margin-right:6px;border-radius:2px;background:var(--section)}
.faults{width:100%}
.spreads{display:grid;grid-template-columns:repeat(auto-fill,minmax(380px,1fr));gap:34px 32px;align-items:start}
.spread{display:grid;grid-template-columns:1fr 1fr}
.leaf{min-width:0}
.paper{background:#fff;box-shadow:0 1px 2px rgb(40 34 26/.22),0 6px 16px rgb(40 34 26/.12);position:relative}
.paper::after{content:"";position:absolute;top:0;bottom:0;width:9%;pointer-events:none}
.verso .paper::after{right:0;background:linear-gradient(to left,rgb(40 34 26/.13),transparent)}
.recto .paper::after{left:0;background:linear-gradient(to right,rgb(40 34 26/.13),transparent)}
.spread>.none+.recto .paper::after,.verso:has(+.none) .paper::after{display:none}
.paper img{display:block;width:100%;height:auto}
figcaption{padding:9px 10px 0 0}
.recto figcaption{padding:9px 0 0 10px}
.line{display:flex;align-items:baseline;gap:8px}
.recto .line{flex-direction:row-reverse}
.folio{font-size:15px;line-height:18px;font-weight:600;font-variant-numeric:tabular-nums}
.section{flex:1;color:var(--section);font-weight:600;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.recto .section{text-align:right}
.bar{height:4px;margin:5px 0 6px;border-radius:2px;background:#c7c2b8;overflow:hidden}
.bar i{display:block;height:100%;background:var(--section)}
.bar.under i{background:#c98a00}
.bar.over i,.bar.budget i{background:#c22f2f}
figcaption ul{font-size:11px;line-height:14px}
.recto figcaption ul{text-align:right}
.begins{font-weight:600}
.words{font-weight:400;color:#6d665d;white-space:nowrap;font-variant-numeric:tabular-nums}
.words::after{content:" words"}
.fits{display:block;font-weight:400;color:#6d665d}
.goes-on,.house{color:#7b746a}
.goes-on::before{content:"… "}
.fault{display:inline-block;margin-top:3px;padding:1px 6px;border-radius:3px;font-weight:600;background:#c22f2f;color:#fff}
.fault.under{background:#f0c75e;color:#3c2c00}
@media (max-width:460px){.spreads{grid-template-columns:1fr}.sheet{padding:20px 14px}}
`;
