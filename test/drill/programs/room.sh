#!/bin/sh
# Runs a command in a room of its own, where one folder is on a disk that is full but for so many KB, or read-only.
# To be run by `unshare --mount`: nobody else sees the disk, and it is gone with the command.
# Usage: room.sh full|readonly FOLDER KB LEFT COMMAND...    LEFT: where to put what the command has left in the folder.
set -e
kind=$1 folder=$2 kb=$3 left=$4
shift 4
if [ "$kind" = full ]; then
  mkdir -p "$left"
  cp -a "$folder/." "$left"
  mount -t tmpfs -o size=1g,mode=700 drill "$folder"
  cp -a "$left/." "$folder"
  rm -rf "$left"
  used=$(df -k "$folder" | awk 'END { print $3 }')
  mount -o "remount,size=$((used + kb))k" "$folder"
else
  mount --bind "$folder" "$folder"
  mount -o remount,bind,ro "$folder"
fi
set +e
"$@"
status=$?
cp -a "$folder" "$left"
exit $status
