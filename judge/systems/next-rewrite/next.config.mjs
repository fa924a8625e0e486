// As Next's documentation has it: https://nextjs.org/docs/app/api-reference/config/next-config-js/rewrites
/** @type {import("next").NextConfig} */
const config = {
  // A build for each backend: the destination becomes part of it.
  distDir: process.env.DIST_DIR,
  rewrites: async () => [{ source: "/api/:path*", destination: `${process.env.BACKEND_URL}/:path*` }],
};

export default config;
