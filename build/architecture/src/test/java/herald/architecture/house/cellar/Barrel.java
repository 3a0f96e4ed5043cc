package herald.architecture.house.cellar;

record Barrel(Rack on) {}
