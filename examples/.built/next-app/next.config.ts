import type { NextConfig } from "next";
import { withTailrace } from "tailrace/next";

const nextConfig: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  output: "standalone",
};

export default withTailrace(nextConfig);
