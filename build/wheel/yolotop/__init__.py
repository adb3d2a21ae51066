"""The terminal where you train YOLO. The program is written in TypeScript; this package only finds Node and starts it."""
