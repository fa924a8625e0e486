#!/usr/bin/env bash
# Builds the Dockerfile with Debian's buildah where no registry of images is in reach: the base is made of Debian's packages
# and of the Node of this repository. As root, after `apt-get install buildah debootstrap`:
#
#   npx -y pnpm@12 exec deploy/image/with-buildah.sh [stage]
set -euo pipefail
cd "$(dirname "$0")/../.."
stage=${1:-web}
base=$(sed -n 's/^FROM \(node:\S*\) AS packages$/\1/p' deploy/Dockerfile)
# No overlay file system and no network of its own: either needs more of the kernel than a small machine may allow.
buildah() { command buildah --storage-driver vfs "$@"; }
build=(bud --isolation chroot --network host --pull-never --format docker)

if ! buildah inspect --type image "docker.io/library/$base" > /dev/null 2>&1; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  # libatomic1: what Node 26 is linked with besides the C and C++ libraries.
  debootstrap --variant=minbase --include=ca-certificates,libatomic1,libstdc++6 bookworm "$folder/root"
  npm=$(dirname "$(readlink -f "$(command -v npx)")")/..
  mkdir -p "$folder/root/usr/local/lib/node_modules"
  cp -L "$(command -v node)" "$folder/root/usr/local/bin/node"
  cp -r "$npm" "$folder/root/usr/local/lib/node_modules/npm"
  for name in npm npx; do ln -s "../lib/node_modules/npm/bin/$name-cli.js" "$folder/root/usr/local/bin/$name"; done
  {
    echo "FROM scratch"
    echo "COPY root/ /"
    echo "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    if [[ -n ${NODE_EXTRA_CA_CERTS:-} ]]; then # the way to the npm registry may need it
      cp "$NODE_EXTRA_CA_CERTS" "$folder/root/etc/ssl/extra.pem"
      echo "ENV NODE_EXTRA_CA_CERTS=/etc/ssl/extra.pem"
    fi
  } > "$folder/Base"
  buildah "${build[@]}" -f "$folder/Base" -t "docker.io/library/$base" "$folder"
fi
buildah "${build[@]}" -f deploy/Dockerfile --target "$stage" -t "tailrace-$stage" .
