/** An author nobody is: head and shoulders with a rule around them, for portraits that layouts cut round, square or tall. */
export const sitterSvg = (sidePx: number): string => {
  const at = (share: number): number => Math.round(sidePx * share);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${sidePx}" height="${sidePx}">
<defs>
<linearGradient id="wall" x2="0.6" y2="1"><stop stop-color="#e9e2d4"/><stop offset="1" stop-color="#b9b6ab"/></linearGradient>
<linearGradient id="coat" x2="1" y2="0.4"><stop stop-color="#3d5a66"/><stop offset="1" stop-color="#22333b"/></linearGradient>
<radialGradient id="face" cx="0.38" cy="0.36" r="0.75"><stop stop-color="#e6b795"/><stop offset="0.7" stop-color="#c78e6a"/><stop offset="1" stop-color="#95603f"/></radialGradient>
</defs>
<rect width="${sidePx}" height="${sidePx}" fill="url(#wall)"/>
<path d="M${at(0.1)} ${sidePx}C${at(0.12)} ${at(0.74)} ${at(0.3)} ${at(0.7)} ${at(0.42)} ${at(0.66)}H${at(0.58)}C${at(0.7)} ${at(0.7)} ${at(0.88)} ${at(0.74)} ${at(0.9)} ${sidePx}Z" fill="url(#coat)"/>
<path d="M${at(0.42)} ${at(0.56)}V${at(0.67)}Q${at(0.5)} ${at(0.76)} ${at(0.58)} ${at(0.67)}V${at(0.56)}Z" fill="#a9734f"/>
<path d="M${at(0.29)} ${at(0.42)}C${at(0.24)} ${at(0.1)} ${at(0.76)} ${at(0.1)} ${at(0.71)} ${at(0.42)}L${at(0.7)} ${at(0.5)}H${at(0.3)}Z" fill="#4a3a31"/>
<ellipse cx="${at(0.5)}" cy="${at(0.42)}" rx="${at(0.175)}" ry="${at(0.21)}" fill="url(#face)"/>
<path d="M${at(0.31)} ${at(0.41)}C${at(0.26)} ${at(0.13)} ${at(0.74)} ${at(0.13)} ${at(0.69)} ${at(0.41)}Q${at(0.67)} ${at(0.29)} ${at(0.55)} ${at(0.285)}Q${at(0.4)} ${at(0.29)} ${at(0.35)} ${at(0.33)}Q${at(0.32)} ${at(0.36)} ${at(0.31)} ${at(0.41)}Z" fill="#4a3a31"/>
<g fill="none" stroke="#2a2320" stroke-width="${at(0.009)}" stroke-linecap="round"><circle cx="${at(0.435)}" cy="${at(0.415)}" r="${at(0.045)}"/><circle cx="${at(0.565)}" cy="${at(0.415)}" r="${at(0.045)}"/><path d="M${at(0.48)} ${at(0.408)}Q${at(0.5)} ${at(0.395)} ${at(0.52)} ${at(0.408)}M${at(0.455)} ${at(0.535)}Q${at(0.5)} ${at(0.56)} ${at(0.545)} ${at(0.535)}M${at(0.5)} ${at(0.43)}Q${at(0.52)} ${at(0.475)} ${at(0.493)} ${at(0.482)}"/></g>
<circle cx="${at(0.435)}" cy="${at(0.418)}" r="${at(0.009)}" fill="#2a2320"/><circle cx="${at(0.565)}" cy="${at(0.418)}" r="${at(0.009)}" fill="#2a2320"/>
</svg>
`;
};
