package herald.architecture.house;

import herald.architecture.house.kitchen.Cook;

record Door(Cook behind) {}
