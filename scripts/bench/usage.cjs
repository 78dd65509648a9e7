// Loaded into a measured process before anything else: when it ends, tells on the fourth stream what it has used.
const { writeSync } = require("node:fs");

process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const [build] = performance.getEntriesByName("pressday:build");
  const usage = {
    startedAt: performance.timeOrigin,
    // Kilobytes and microseconds, of this process alone: browsers it started count for themselves.
    peakMb: maxRSS / 1024,
    cpuMs: (userCPUTime + systemCPUTime) / 1000,
    buildAtMs: build === undefined ? null : build.startTime,
  };
  writeSync(3, JSON.stringify(usage));
});
